#!/usr/bin/env python3
"""How far a second reading of participants/ agrees with it: participants.py [FILE.tsv], default participants.tsv beside this script."""
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).parent
SMALL = {"the", "a", "an", "of", "and"}


def rows(file):
    for line in file.read_text(encoding="utf-8").splitlines():
        name, article, sentence, event, *rest = line.split("\t")
        yield (article, sentence, event), rest


def words(phrase):
    return set() if phrase == "-" else set(re.findall(r"\w+", re.sub(r"#\d", "", phrase).lower())) - SMALL


def main(file):
    first = {}
    for kept in sorted((HERE.parent / "participants").glob("*.tsv")):
        first |= {tuple(f[:3]): f[3:] for f in (line.split("\t") for line in kept.read_text(encoding="utf-8").splitlines())}
    both = [(first[key], second) for key, second in rows(file) if key in first]
    print(len(both), "events")
    for i, name in enumerate(("actor", "recipient")):
        ours, theirs = [words(a[i]) for a, _ in both], [words(b[i]) for _, b in both]
        named = sum(bool(w) for w in ours), sum(bool(w) for w in theirs)
        shared = sum(bool(a & b) for a, b in zip(ours, theirs))
        nobody = sum(not a and not b for a, b in zip(ours, theirs))
        print(f"{name}: F1 by shared words {2 * shared / sum(named):.3f}, nobody in both {nobody}, the same answer {(shared + nobody) / len(both):.3f}")
    for name in ("future", "hypothetical", "negation", "historical"):
        of = [(name in a[2].split(","), name in b[2].split(",")) for a, b in both if a[2] != "?"]
        print(f"{name}: first {sum(a for a, _ in of)}, second {sum(b for _, b in of)}, both {sum(a and b for a, b in of)}")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "participants.tsv")
