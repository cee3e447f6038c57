"""Learns where sentences end from the examples that tools/boundary prints.

    boundary_dump DATA TRAIN.conllu > train.bin    (the same for the development half)
    python boundary.py --train ewt.bin gum.bin --dev ewtdev.bin --out boundary.npz

Logistic regression over hashed features; the features are defined in
dateline/text/boundary.cc only. Weights leave as int8 with one scale; `b` holds the
scale, the bias, and the bias for places where no mark stands. export.py puts both
into the model file. Checked by dateline/text/ud_test.cc.
"""

import argparse

import numpy as np
import torch

ROWS, FEATURES, HEAD = 1 << 17, 44, 4


def load(paths):
    data = np.concatenate([np.fromfile(p, "<u4").reshape(-1, HEAD + FEATURES) for p in paths])
    return (torch.from_numpy(data[:, HEAD:].astype(np.int64)), torch.from_numpy(data[:, 0].astype(np.float32)),
            torch.from_numpy(data[:, 2].astype(bool)), data[:, 3])


def fit(rows, labels, epochs, rate, decay, seed):
    torch.manual_seed(seed)
    table = torch.nn.EmbeddingBag(ROWS, 1, mode="sum")
    torch.nn.init.zeros_(table.weight)
    bias = torch.nn.Parameter(torch.zeros(1))
    optimizer = torch.optim.Adam([*table.parameters(), bias], lr=rate)
    for epoch in range(epochs):
        for group in optimizer.param_groups:
            group["lr"] = rate * (1 - epoch / epochs)
        for batch in torch.randperm(len(labels)).split(256):
            keep = (torch.rand(rows[batch].shape) > 0.15).float() / 0.85  # words drop out
            logits = table(rows[batch], per_sample_weights=keep).squeeze(1) + bias
            used = table.weight[rows[batch]].pow(2).sum() / len(batch)
            loss = torch.nn.functional.binary_cross_entropy_with_logits(logits, labels[batch]) + decay * used
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return table.weight.detach().squeeze(1), bias.item()


def counts(found, labels):
    both = (found & (labels > 0)).sum().item()
    return both, found.sum().item(), (labels > 0).sum().item()


def f1(found, labels):
    both, got, gold = counts(found, labels)
    return 200 * both / max(got + gold, 1)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--train", nargs="+", required=True)
    p.add_argument("--dev", nargs="+", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--epochs", type=int, default=8)
    p.add_argument("--rate", type=float, default=0.01)
    p.add_argument("--decay", type=float, default=1e-3)
    p.add_argument("--caution", type=float, default=1.0, help="taken off the log-odds where no stop stands: wire copy has few such ends")
    p.add_argument("--seed", type=int, default=7)
    o = p.parse_args()
    torch.set_num_threads(1)
    rows, labels, _, _ = load(o.train)
    weights, bias = fit(rows, labels, o.epochs, o.rate, o.decay, o.seed)
    scale = weights.abs().max().item() / 127
    eighth = torch.clamp(torch.round(weights / scale), -127, 127)
    rows, labels, bare, verdict = load(o.dev)
    scores = scale * eighth[rows].sum(1)
    bare_shifted = bias - o.caution
    found = torch.where(bare, scores + bare_shifted, scores + bias) > 0
    print(f"rules {f1(torch.from_numpy(verdict == 2), labels):.2f} model {f1(scores + bias > 0, labels):.2f} "
          f"shifted {f1(found, labels):.2f} bare {counts(found[bare], labels[bare])} bias {bias:.2f} {bare_shifted:.2f}")
    np.savez(o.out, w=eighth.numpy().astype(np.int8), b=np.array([scale, bias, bare_shifted], np.float32))


if __name__ == "__main__":
    main()
