#!/usr/bin/env python3
"""How far the second reading agrees with the corpus. Usage: agreement.py (no arguments)."""
import collections
import pathlib
import re

MARK = re.compile(r"\{([ARETPSC]):([^{}=]*)(?:=([^{}]*))?\}")
HERE = pathlib.Path(__file__).resolve().parent
SMALL = {"the", "a", "an", "of", "in", "and", "to"}


def overlap(a, b):
    return a in b or b in a or bool(set(a.split()) & set(b.split()) - SMALL)


def corpus():
    """Plain sentence -> category, modes, aux, marked phrases by role."""
    out = {}
    for file in HERE.parent.glob("*.tsv"):
        for line in file.read_text(encoding="utf-8").splitlines():
            fields = line.split("\t")
            if line.startswith("#") or len(fields) != 5:
                continue
            phrases = collections.defaultdict(list)
            for role, words, _ in MARK.findall(fields[4]):
                phrases[role].append(words)
            plain = MARK.sub(lambda m: m.group(2), fields[4])
            out[plain] = file.stem.split("-")[0], set(fields[1].split(",")), set(fields[3].split(",")), phrases
    return out


def kappa(pairs):
    same = sum(a == b for a, b in pairs) / len(pairs)
    first, second = (collections.Counter(p[i] for p in pairs) for i in (0, 1))
    chance = sum(first[k] * second[k] for k in first) / len(pairs) ** 2
    return (same - chance) / (1 - chance)


def main():
    readings = collections.defaultdict(list)
    for line in (HERE / "reading.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            sentence, *rest = line.split("\t")
            readings[sentence].append(rest)
    gold = corpus()
    empty, empty_same, events, pairs, modes, aux = 0, 0, 0, [], [], []
    fields = {role: [0, 0, 0] for role in "ARS"}  # right, in the reading, in the corpus
    for sentence, lines in readings.items():
        category, gold_modes, gold_aux, phrases = gold[sentence]
        if category == "NONE":
            empty += 1
            empty_same += lines[0][1] == "NONE"
            continue
        events += 1
        here = [r for r in lines if r[1] != "NONE" and any(overlap(r[0], words) for words in phrases["E"])]
        if not here:
            continue
        told = next((r for r in here if r[1] == category), here[0])
        pairs.append((category, told[1]))
        if told[1] == category:
            modes.append(bool(set(told[2].split(",")) & gold_modes))
        aux.append(set(told[3].split(",")) == gold_aux)
        for role, words in zip("ARS", told[4:7]):
            count, marked = fields[role], phrases[role]
            if role == "S" and words != "-" and not marked and any(overlap(words, a) for a in phrases["A"]):
                continue  # a speaker who is the actor is not marked again
            count[0] += words != "-" and any(overlap(words, m) for m in marked)
            count[1] += words != "-"
            count[2] += bool(marked)
    same = sum(a == b for a, b in pairs)
    print(f"sentences without an event read as such: {empty_same} of {empty}")
    print(f"event words found by the second reading: {len(pairs)} of {events}")
    print(f"category: {same} of {len(pairs)} the same, Cohen's kappa {kappa(pairs):.3f}")
    print(f"mode: {sum(modes)} of {len(modes)} share one; auxiliary modes: {sum(aux)} of {len(aux)} the same")
    for role, name in zip("ARS", ("actor", "recipient", "source")):
        right, told, marked = fields[role]
        print(f"{name}: F1 {2 * right / (told + marked):.3f} by shared words")


if __name__ == "__main__":
    main()
