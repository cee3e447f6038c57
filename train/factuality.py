"""Weights of Factuality::score: ridge regression over rule features.

    factuality_features data models/en.dlm < it-happened-train.jsonl > train.tsv
    factuality_features data models/en.dlm < it-happened-dev.jsonl > dev.tsv
    python3 train/factuality.py train.tsv dev.tsv data/claims/score.tsv

Each line of the inputs is a label and the features of one predicate, as
tools/factuality writes them. The normal equations are solved by conjugate
gradients, so that nothing but numpy is needed. Data: UDS It-Happened (White et
al. 2016; Rudinger et al. 2018), train half, CC BY-SA 4.0. Deterministic.
"""

import collections
import sys

import numpy as np

MIN_COUNT = 3  # rarer features are left out
RIDGE = 20.0
SMALLEST = 0.02  # weights below this are dropped and the rest fitted again

HEADER = """\
# Weights of Factuality::score: feature TAB weight. Made by train/factuality.py; do not edit by hand.
# A feature is name|value|value|value as dateline/claims/score_features.h writes it.
# Trained on the train half of UDS It-Happened over the English Web Treebank
# (White et al. 2016; Rudinger et al. 2018; Silveira et al. 2014), CC BY-SA 4.0: these weights are
# under CC BY-SA 4.0 too.
"""


def read(path):
    labels, rows = [], []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            label, *features = line.rstrip("\n").split("\t")
            labels.append(float(label))
            rows.append(sorted(set(features)))
    return np.array(labels), rows


class Sparse:
    """Rows of feature indices, all values 1."""

    def __init__(self, rows, index):
        kept = [[index[f] for f in row if f in index] for row in rows]
        self.columns = np.array([c for row in kept for c in row], dtype=np.int64)
        self.rows = np.repeat(np.arange(len(kept)), [len(row) for row in kept])
        self.shape = (len(kept), len(index))

    def times(self, weights):
        return np.bincount(self.rows, weights[self.columns], minlength=self.shape[0])

    def transposed_times(self, values):
        return np.bincount(self.columns, values[self.rows], minlength=self.shape[1])


def solve(matrix, labels, ridge=RIDGE, steps=80):
    weights = np.zeros(matrix.shape[1])
    residual = matrix.transposed_times(labels)
    direction, norm = residual.copy(), residual @ residual
    for _ in range(steps):
        product = matrix.transposed_times(matrix.times(direction)) + ridge * direction
        step = norm / (direction @ product)
        weights += step * direction
        residual -= step * product
        before, norm = norm, residual @ residual
        if norm < 1e-4:
            break
        direction = residual + norm / before * direction
    return weights


def report(name, labels, scores):
    scores = np.clip(scores, -3, 3)
    r = np.corrcoef(scores, labels)[0, 1]
    print(f"{name}: r {r:.4f}, MAE {np.abs(scores - labels).mean():.4f}, {len(labels)} predicates")


def main(train_path, dev_path, out_path):
    labels, rows = read(train_path)
    counts = collections.Counter(f for row in rows for f in row)
    features = sorted(f for f, n in counts.items() if n >= MIN_COUNT)
    weights = solve(Sparse(rows, {f: i for i, f in enumerate(features)}), labels)
    features = [f for f, w in zip(features, weights) if abs(w) >= SMALLEST]
    index = {f: i for i, f in enumerate(features)}
    weights = solve(Sparse(rows, index), labels)
    report("train", labels, Sparse(rows, index).times(weights))
    dev_labels, dev_rows = read(dev_path)
    report("dev", dev_labels, Sparse(dev_rows, index).times(weights))
    with open(out_path, "w", encoding="utf-8") as out:
        out.write(HEADER)
        for feature, weight in zip(features, weights):
            out.write(f"{feature}\t{weight:.3f}\n")


if __name__ == "__main__":
    main(*sys.argv[1:4])
