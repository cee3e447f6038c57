"""Label tables and the lemma scripts: docs/model-format.md sections 4 and 5."""

import collections

from sentences import TYPES
from strings import lower, plain
from verb_forms import plural_forms, verb_forms

NER = ("O",) + tuple(f"{p}-{t}" for t in TYPES for p in "BI")


def apply_script(script, form):
    base, cut, suffix = script.split("|", 2)
    flat = plain(form)
    norm = lower(flat)
    text = {"L": norm, "K": flat, "C": flat[:1] + norm[1:]}[base]
    kept = text[:max(0, len(text) - int(cut))]
    return (kept + suffix) or text


def make_script(form, lemma, upos):
    """The shortest script that gives the lemma; names keep their case where that is free."""
    flat = plain(form)
    norm = lower(flat)
    bases = (("K", flat), ("L", norm), ("C", flat[:1] + norm[1:]))
    if upos != "PROPN":
        bases = (bases[1], bases[0], bases[2])
    best = None
    for rank, (name, text) in enumerate(bases):
        same = 0
        while same < min(len(text), len(lemma)) and text[same] == lemma[same]:
            same += 1
        cost = (len(text) - same + len(lemma) - same, rank)
        if best is None or cost < best[0]:
            best = (cost, f"{name}|{len(text) - same}|{lemma[same:]}")
    return best[1]


class Labels:
    """Index tables; what is too rare to learn has no index."""

    def __init__(self, sentences, morph_min=2, script_min=4):
        morph, script, rel = (collections.Counter() for _ in range(3))
        for s in sentences:
            for form, tags, lemma, r in zip(s.forms, s.morph, s.lemmas, s.rels):
                morph[tags] += 1
                rel[r] += 1
                script[make_script(form, lemma, tags[0])] += 1
        self.morph = [m for m, n in sorted(morph.items()) if n >= morph_min]
        self.script = [m for m, n in sorted(script.items()) if n >= script_min]
        self.rel = sorted(rel)
        self.ner = list(NER)
        self.index = {k: {v: i for i, v in enumerate(getattr(self, k))} for k in ("morph", "script", "rel", "ner")}

    def lines(self, name):
        return ["\t".join(v) if isinstance(v, tuple) else v for v in getattr(self, name)]


def lemma_dictionary(sentences, least=2):
    """(norm, XPOS) -> lemma where the treebanks nearly agree, else by verb_forms.py; the rest is for the scripts."""
    seen = collections.defaultdict(collections.Counter)
    for s in sentences:
        for form, tags, lemma in zip(s.forms, s.morph, s.lemmas):
            seen[lower(plain(form)), tags[1]][lemma] += 1
    out = verb_forms() | plural_forms()
    for key, lemmas in seen.items():
        (best, n), total = lemmas.most_common(1)[0], sum(lemmas.values())
        if n >= least and n >= 0.8 * total and "\t" not in best and "\n" not in best:
            out[key] = best
    return out
