"""What trained networks say of the sentences of a store, kept where its sets lack labels: means of their probabilities."""

import numpy as np
import torch

from encode import HEADS, K, batches


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


def label_all(store, teachers, tokens=8000):
    """Of every sentence, as it comes; its other surfaces share the labels."""
    for model in teachers:
        model.eval()
    plain = np.concatenate([pool[:, 0] for pool in store.pools.values()])
    for group in batches(store.length[plain], tokens, np.random.default_rng(1)):
        batch = store.batch(plain[group])
        fill(store, batch, *label(teachers, batch))
    return len(plain)
