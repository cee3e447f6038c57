"""Reading the treebanks and entity sets into one kind of sentence, with masks for what a set lacks."""

import glob
import json
import os
import re
from dataclasses import dataclass, field

TYPES = ("Person", "Organization", "Location", "Facility", "NORP", "Date", "Money", "Product", "Miscellaneous")
NEWSWIRE = {"Misc": "Miscellaneous"}


@dataclass
class Sentence:
    forms: list
    space_after: list
    morph: list = None  # (upos, xpos, feats)
    lemmas: list = None
    heads: list = None  # 0 root, i the i-th token counted from 1
    rels: list = None
    ner: list = None  # BIO
    facts: dict = field(default_factory=dict)  # token index -> -3..3
    set: str = ""  # which data
    id: str = ""


def _conllu_sentence(lines, name):
    rows, spans, sent_id, unspaced = [], {}, "", set()
    for line in lines:
        if line.startswith("# sent_id"):
            sent_id = line.split("=", 1)[1].strip()
        if line.startswith("#"):
            continue
        cells = line.split("\t")
        if "-" in cells[0]:
            first, last = map(int, cells[0].split("-"))
            spans[last] = "SpaceAfter=No" not in cells[9]
            unspaced.update(range(first, last))
        elif "." not in cells[0]:
            rows.append(cells)
    space = [i + 1 not in unspaced and spans.get(i + 1, "SpaceAfter=No" not in r[9]) for i, r in enumerate(rows)]
    return Sentence([r[1] for r in rows], space, [tuple(r[3:6]) for r in rows], [r[2] for r in rows],
                    [int(r[6]) for r in rows], [r[7] for r in rows], set=name, id=sent_id)


def read_conllu(path, name):
    with open(path, encoding="utf-8") as file:
        blocks = file.read().split("\n\n")
    return [_conllu_sentence(b.split("\n"), name) for b in blocks if b.strip()]


def add_factuality(sentences, path):
    """UDS It-Happened by the words of the sentence (its tokens are EWT's)."""
    by_words = {" ".join(s.forms): s for s in sentences}
    with open(path, encoding="utf-8") as file:
        for line in file:
            item = json.loads(line)
            sentence = by_words.get(item["text"])
            for target in item["targets"] if sentence else ():
                sentence.facts[target["span1"][0]] = float(target["label"])


def newswire_files(folder):
    """(train, held back): every tenth file by sorted name is held back."""
    files = sorted(glob.glob(os.path.join(folder, "*.tsv")))
    return [f for i, f in enumerate(files) if i % 10 != 9], files[9::10]


def _bio(tag):
    tag = tag.strip() or "O"
    return tag if tag == "O" else tag[:2] + NEWSWIRE.get(tag[2:], tag[2:])


def read_newswire(path):
    with open(path, encoding="utf-8") as file:
        blocks = re.split(r"\n\s*\n", file.read())
    out = []
    for block in blocks:
        cells = [l.split("\t") for l in block.split("\n") if l.strip()]
        cells = [(c[0].strip(), _bio(c[1]) if len(c) > 1 else "O") for c in cells if c[0].strip()]
        if cells:
            forms, tags = map(list, zip(*cells))
            out.append(Sentence(forms, guess_spaces(forms), ner=tags, set="newswire", id=os.path.basename(path)))
    return out


_CLOSING = set(",.;:?!)]}%”’") | {"'s", "’s", "n't", "n’t", "'re", "'ve", "'ll", "'d", "'m", "’re", "’ve", "’ll", "’d", "’m", "..."}
_OPENING = set("([{$“‘£€#")


def guess_spaces(forms):
    """space_after for text of which only the tokens are known."""
    out, quote_open = [], False
    for i, form in enumerate(forms):
        following = forms[i + 1] if i + 1 < len(forms) else None
        glued = form in _OPENING or (following in _CLOSING and form not in _CLOSING - {"”", ")", "’", "%"})
        if form == '"':
            quote_open = not quote_open
            glued = quote_open
        elif following == '"' and quote_open:
            glued = True
        if "-" in (form, following) or form == "/" or following == "/":
            glued = True
        if form == "’" and following in ("s", "t", "re", "ve", "ll", "d", "m"):
            glued = True
        out.append(not glued)
    return out


def merge_clitics(sentence):
    """"Kabul ’ s" -> "Kabul ’s", "don ’ t" -> "do n’t": the newswire set to UD's tokens."""
    forms, tags, at = [], [], 0
    while at < len(sentence.forms):
        form, tag = sentence.forms[at], sentence.ner[at]
        following = sentence.forms[at + 1] if at + 1 < len(sentence.forms) else ""
        if form == "’" and following in ("s", "re", "ve", "ll", "d", "m"):
            forms.append(form + following), tags.append(tag)
            at += 2
        elif form == "’" and following == "t" and forms and forms[-1].endswith("n"):
            forms[-1] = forms[-1][:-1] or forms[-1]
            forms.append("n’t"), tags.append(tag)
            at += 2
        else:
            forms.append(form), tags.append(tag)
            at += 1
    return Sentence(forms, guess_spaces(forms), ner=tags, set=sentence.set, id=sentence.id)


_ABBREVIATED = set("mr mrs ms dr prof gen col lt sgt st sen rep gov capt rev no vs jan feb aug sept oct nov dec inc co corp ltd u.s u.k a.m p.m".split())


def _ends_here(forms, i):
    """Whether a sentence of the newswire set, which gives paragraphs, ends after token i."""
    if i + 1 == len(forms):
        return True
    here, following = forms[i], forms[i + 1]
    if here in ('"', "”") and i and forms[i - 1] in (".", "!", "?") and following[:1].isupper():
        return True
    if here not in (".", "!", "?") or i == 0 or following in ('"', "”", "’", ")", "."):
        return False
    before = forms[i - 1].lower()
    if here == "." and (len(before) == 1 or before in _ABBREVIATED):
        return False
    return following[:1].isupper() or following[:1] in "“‘([" or following[:1].isdigit()


def split_paragraph(paragraph, longest=120):
    out, start = [], 0
    for i in range(len(paragraph.forms)):
        inside = i + 1 < len(paragraph.forms) and paragraph.ner[i + 1].startswith("I-")
        if (_ends_here(paragraph.forms, i) or i - start >= longest) and not inside or i + 1 == len(paragraph.forms):
            cut = slice(start, i + 1)
            out.append(Sentence(paragraph.forms[cut], paragraph.space_after[cut], ner=paragraph.ner[cut],
                                set=paragraph.set, id=paragraph.id))
            start = i + 1
    return out


def load(data):
    """All sets: {'train': [...], 'ewt_dev': ..., 'gum_dev': ..., 'ner_train': ..., 'ner_dev': ...}"""
    ud = os.path.join(data, "ud")
    ewt = read_conllu(os.path.join(ud, "en_ewt-ud-train.conllu"), "ewt")
    add_factuality(ewt, os.path.join(data, "factuality", "train.jsonl"))
    ewt_dev = read_conllu(os.path.join(ud, "en_ewt-ud-dev.conllu"), "ewt")
    add_factuality(ewt_dev, os.path.join(data, "factuality", "dev.jsonl"))
    train, held = newswire_files(os.path.join(data, "ner", "worldwide-newswire"))
    return {
        "train": ewt + read_conllu(os.path.join(ud, "gum.train.nonnc.conllu"), "gum"),
        "ewt_dev": ewt_dev,
        "gum_dev": read_conllu(os.path.join(ud, "gum.dev.nonnc.conllu"), "gum"),
        "ner_train": [s for f in train for p in read_newswire(f) for s in split_paragraph(merge_clitics(p))],
        "ner_dev": [s for f in held for p in read_newswire(f) for s in split_paragraph(p)],
    }
