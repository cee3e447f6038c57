"""Trained teachers label what the sets of a store lack; the student learns from it (train_student.py --store).

    python teach.py --teacher a.pt b.pt --packages PACKAGES --store base.store --out soft.store

Gold labels stay. Open text gets everything, the newswire files all but entities, the treebanks entities and what
factuality nobody judged. Several teachers: the mean of their probabilities.
"""

import argparse
import os
import time

import numpy as np
import torch

from encode import HEADS, K, Features, Vocabulary, batches
from store import Store
from teacher import Teacher


def mean_softmax(logits):
    return sum(torch.softmax(l, 1) for l in logits) / len(logits)


def top(p, k=K):
    """(index, weight) of the k most probable labels."""
    weight, index = p.topk(min(k, p.shape[1]), 1)
    index = torch.where(weight > 0, index, 0)  # a cell beyond the sentence is in no other batch
    return index, weight / weight.sum(1, keepdim=True)


@torch.no_grad()
def label(teachers, batch):
    """Soft labels of a batch: (index, weight) by head, heads chosen, factuality."""
    outs = [teacher(batch) for teacher in teachers]
    b, n = batch.shape
    soft = {k: top(mean_softmax([o[k] for o in outs])) for k in ("morph", "script", "ner")}
    arcs = mean_softmax([o["arc"].reshape(b * n, n + 1)[batch.places] for o in outs])
    soft["arc"] = top(arcs)
    head = arcs.argmax(1)
    soft["rel"] = top(mean_softmax([t.heads.relations(o, batch, head) for t, o in zip(teachers, outs)]))
    return soft, head, sum(o["fact"] for o in outs) / len(outs)


def fill(store, batch, soft, head, fact):
    """Puts soft labels where the store knows none."""
    at = batch.aim_at
    bare = store.weight["arc"][at].sum(1) == 0
    store.head[at] = torch.where(bare, head.to(store.head.dtype), store.head[at])
    store.fact[at] = torch.where(torch.isnan(store.fact[at]), fact.float(), store.fact[at])
    for k in HEADS:
        index, weight = soft[k]
        unknown = (store.weight[k][at].sum(1) == 0)[:, None]
        for part, value in ((store.index[k], index), (store.weight[k], weight)):
            wide = torch.zeros(len(at), K, dtype=part.dtype, device=part.device)
            wide[:, :value.shape[1]] = value.to(part.dtype)
            part[at] = torch.where(unknown, wide, part[at])


def read_teachers(o, device):
    for path in o.teacher:
        saved = torch.load(path, weights_only=False)
        state, words = saved["state"], saved["words"]
        vocabulary = Vocabulary(words, state["words.word.weight"].numpy()[1:])
        features = Features(vocabulary)
        folder = os.path.join(o.packages, "minilm", "model")
        model = Teacher(folder, vocabulary.vectors, saved["labels"], features)
        model.load_state_dict(state)
        yield model.to(device).eval(), features, saved["labels"]


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--teacher", nargs="+", required=True)
    p.add_argument("--packages", required=True)
    p.add_argument("--store", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--device", default="cpu")
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--tokens", type=int, default=8000, help="in a batch")
    o = p.parse_args()
    torch.set_num_threads(o.threads)
    device = torch.device(o.device)
    teachers, features, labels = zip(*read_teachers(o, device))
    store = Store.read(o.store, features[0], labels[0])
    for model in teachers:
        model.features, model.pieces = features[0], teachers[0].pieces
    store.to(device)
    start = time.time()
    plain = np.concatenate([pool[:, 0] for pool in store.pools.values()])
    for group in batches(store.length[plain], o.tokens, np.random.default_rng(1)):
        batch = store.batch(plain[group])
        fill(store, batch, *label(teachers, batch))
    store.to(torch.device("cpu")).save(o.out)
    print(len(plain), "sentences", len(store.head), "words", round(time.time() - start), "s")


if __name__ == "__main__":
    main()
