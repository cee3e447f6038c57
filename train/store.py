"""Encoded sets, ready for the device: several surfaces (augment.py) of each sentence share one copy of its labels."""

import numpy as np
import torch

import strings
from augment import augment, joined
from encode import HEADS, Batch, targets


class Store:
    """An entry is a surface: where its forms start, where its labels start, its length. A pool is an array
    [sentences, surfaces] of entries, the plain surface first."""

    PARTS = ("table", "form", "flags", "at", "aim", "length", "index", "weight", "head", "fact", "pools", "forms")

    def __init__(self, features, labels):
        self.features, self.labels = features, labels
        self.pools = {}
        self._form, self._flags, self._entries, self._aims = [], [], [], []
        self._words = self._labels = 0

    def _surface(self, sentence, aim):
        self._form.append(np.array([self.features.of(f) for f in sentence.forms], np.int32))
        self._flags.append(np.array(strings.flags(sentence.forms, sentence.space_after), np.uint8))
        self._entries.append((self._words, aim, len(sentence.forms)))
        self._words += len(sentence.forms)
        return len(self._entries) - 1

    def add(self, name, sentences, surfaces, rng):
        pool = np.empty((len(sentences), surfaces), np.int64)
        for i, s in enumerate(sentences):
            aim = self._labels
            self._aims.append(targets(s, self.labels))
            self._labels += len(s.forms)
            pool[i] = [self._surface(augment(s, rng) if k else s, aim) for k in range(surfaces)]
        self.pools[name] = pool

    def seal(self):
        """To arrays; nothing can be added after."""
        self.table = torch.tensor(self.features.rows, dtype=torch.int32)
        self.forms = self.features.forms
        self.form = torch.from_numpy(np.concatenate(self._form))
        self.flags = torch.from_numpy(np.concatenate(self._flags))
        self.at, self.aim, self.length = np.array(self._entries, np.int64).T.copy()
        gather = lambda k, part: torch.from_numpy(np.concatenate([a[k][part] for a in self._aims]))
        self.index = {k: gather(k, 0) for k in HEADS}
        self.weight = {k: gather(k, 1) for k in HEADS}
        self.head = torch.from_numpy(np.concatenate([a["head"] for a in self._aims]))
        self.fact = torch.from_numpy(np.concatenate([a["fact"] for a in self._aims]))
        del self._form, self._flags, self._entries, self._aims
        return self

    def save(self, path):
        torch.save({p: getattr(self, p) for p in self.PARTS}, path)

    @classmethod
    def read(cls, path, features, labels):
        store = cls(features, labels)
        store.__dict__.update(torch.load(path, weights_only=False))
        for form in store.forms:  # the same numbers
            features.of(form)
        return store

    def to(self, device):
        self.device = device
        self.form_host = self.form.numpy() if not self.form.is_cuda else self.form.cpu().numpy()
        for part in ("table", "form", "flags", "head", "fact"):
            setattr(self, part, getattr(self, part).to(device))
        for part in (self.index, self.weight):
            part.update({k: v.to(device) for k, v in part.items()})
        return self

    def batch(self, entries):
        length = self.length[entries]
        within = np.concatenate([np.arange(n) for n in length])
        form, aim = (np.repeat(part[entries], length) + within for part in (self.at, self.aim))
        batch = Batch(length, self.device, [form, aim])
        batch.form, batch.aim_at = self.form_host[form], batch.brought[1]
        form, aim = batch.brought
        batch.rows = torch.cat([self.table[self.form[form]], self.flags[form][:, None]], 1).long()
        batch.aims = {k: (self.index[k][aim].long(), self.weight[k][aim].float()) for k in HEADS}
        batch.head, batch.fact = self.head[aim].long(), self.fact[aim]
        return batch


def base(data, features, labels, rng, surfaces=6):
    """A store of the gold sets."""
    store = Store(features, labels)
    store.add("train", data["train"], surfaces, rng)
    store.add("joined", joined(data["train"], rng), 2, rng)
    store.add("ner_train", data["ner_train"], max(2, surfaces - 2), rng)
    return store
