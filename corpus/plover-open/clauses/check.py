#!/usr/bin/env python3
"""Check the clauses: fields, modes, marks, lengths, duplicates.

Usage: check.py [FILE.tsv ...]   (default: all beside this script)
Exit code 1 and one line a fault where something is wrong; else a table of counts.
"""
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
CODEBOOK = HERE.parents[2] / "data" / "events" / "codebook.tsv"
MARK = re.compile(r"\{([ARE]):([^{}]*)\}")


def modes_of_categories():
    modes = {"NONE": {"-"}}
    for line in CODEBOOK.read_text(encoding="utf-8").splitlines():
        fields = line.split()
        if fields[:1] == ["category"]:
            modes[fields[1]] = {"-", *fields[3].split(",")}
    return modes


def fault(category, fields, modes):
    if len(fields) != 3 or not all(fields):
        return "needs 3 tab-separated fields"
    _, mode, clause = fields
    if mode not in modes[category]:
        return f"no mode of {category}: {mode}"
    if re.search(r"[{}]", MARK.sub("", clause)):
        return "a brace is left over"
    if ("{E:" in clause) == (category == "NONE"):
        return "an event mark where there is no event, or none where there is one"
    words = len(MARK.sub(r"\2", clause).split())
    return None if 3 <= words <= 26 else f"{words} words"


def main(names):
    modes, seen, predicates, wrong = modes_of_categories(), {}, set(), 0
    for file in [pathlib.Path(n) for n in names] or sorted(HERE.glob("*.tsv")):
        category = file.stem.split("-")[0]
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            fields = line.split("\t")
            plain, place = MARK.sub(r"\2", fields[-1]).lower(), f"{file.name}:{number}"
            what = fault(category, fields, modes) or (f"the same clause as {seen[plain]}" if plain in seen else None)
            if what:
                print(f"{place}: {what}")
                wrong += 1
            seen[plain] = place
            predicates.add((category, fields[0]))
    print(f"{len(seen)} clauses, {len(predicates)} predicates, {wrong} faults")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
