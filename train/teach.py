"""Trained teachers label what the sets of a store lack; the student learns from it (train_student.py --store).

    python teach.py --teacher a.pt b.pt --packages PACKAGES --store base.store --out soft.store

Gold labels stay. Open text gets everything, the newswire files all but entities, the treebanks entities and what
factuality nobody judged. Several teachers: the mean of their probabilities.
"""

import argparse
import os
import time

import torch

from encode import Features, Vocabulary
from model import Words
from soft import label_all
from store import Store
from teacher import Teacher


def read_teachers(o, device):
    for path in o.teacher:
        saved = torch.load(path, weights_only=False)
        state, words = saved["state"], saved["words"]
        vocabulary = Vocabulary(words, state["words.word.weight"].numpy()[1:])
        features = Features(vocabulary)
        folder = os.path.join(o.packages, "minilm", "model")
        model = Teacher(folder, Words(vocabulary.vectors), saved["labels"], features)
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
    count = label_all(store, teachers, o.tokens)
    store.to(torch.device("cpu")).save(o.out)
    print(count, "sentences", len(store.head), "words", round(time.time() - start), "s")


if __name__ == "__main__":
    main()
