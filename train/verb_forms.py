"""Forms of the verbs that frames are written for, of irregular verbs and of irregular nouns, for the lemma dictionary:
"expelled", "overran" and "militiamen" are too rare in the treebanks for the edit scripts to get right."""

import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent
VOWELS = "aeiou"


def rows(name):
    for line in (ROOT / "train" / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def irregular():
    return {lemma: (past.split("/"), participle.split("/")) for lemma, past, participle in rows("irregular.tsv")}


def plural_forms():
    """(norm, XPOS) -> lemma."""
    out = {}
    for lemma, plural in rows("irregular_nouns.tsv"):
        if not lemma.startswith("*"):
            out[plural, "NNS"] = lemma
            continue
        last = lemma[1:]
        for first in plural.split():
            out[first.lower() + last.replace("man", "men"), "NNS"] = first + last
    return out


def frame_verbs():
    """The heads of the `verb` lines of data/events/frames: single small-letter words."""
    out = set()
    for file in sorted((ROOT / "data" / "events" / "frames").glob("*.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("verb ") and " : " in line:
                for predicate in line.split(" : ", 1)[1].split():
                    for word in re.split(r"[|]", re.split(r"[+^>_!]", predicate.split("<")[-1].split("~")[-1])[0]):
                        if re.fullmatch(r"[a-z]{2,}", word):
                            out.add(word)
    return out


def stems(verb):
    """What "-ed" and "-ing" are put to; more than one where the stress decides."""
    closed = len(verb) > 2 and verb[-1] not in VOWELS + "wxyh" and verb[-2] in VOWELS and verb[-3] not in VOWELS
    if not closed:
        return [verb]
    syllables = len(re.findall(r"[aeiouy]+", verb))
    return [verb + verb[-1]] if syllables == 1 else [verb + verb[-1], verb]


def regular(verb):
    if verb.endswith("e"):
        past, present = [verb + "d"], [verb + "ing" if verb.endswith(("ee", "oe", "ye")) else verb[:-1] + "ing"]
    elif verb.endswith("y") and verb[-2] not in VOWELS:
        past, present = [verb[:-1] + "ied"], [verb + "ing"]
    else:
        past, present = [s + "ed" for s in stems(verb)], [s + "ing" for s in stems(verb)]
    if verb.endswith("y") and verb[-2] not in VOWELS:
        third = verb[:-1] + "ies"
    else:
        third = verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    return past, present, third


def verb_forms():
    """(norm, XPOS) -> lemma. An irregular verb has no regular past."""
    known, out = irregular(), {}
    for verb in sorted(frame_verbs() | set(known)):
        past, present, third = regular(verb)
        past, participle = known.get(verb, (past, past))
        for tag, forms in (("VBD", past), ("VBN", participle), ("VBG", present), ("VBZ", [third])):
            for form in forms:
                out.setdefault((form, tag), verb)
    return out


if __name__ == "__main__":
    for (form, tag), lemma in sorted((verb_forms() | plural_forms()).items()):
        print(form, tag, lemma, sep="\t")
