"""A trained teacher labels open text; the student learns from it (train_student.py --soft).

    python teach.py --teacher teacher.pt --data ../../shared/data --packages PACKAGES --out soft.pkl \
        [--corpus a.jsonl:0.1 ... --tokens ../build/release/tools/tokens/tokens]

Without --corpus: the newswire training files, which keep their own entities. A number after the colon is the
share of the articles to take.
"""

import argparse
import json
import os
import pickle
import random
import subprocess
import time

import numpy as np
import torch

import sentences as sets
from encode import K, Features, Vocabulary
from score import predict
from teacher import Teacher


def cut(text, program, language):
    """Sentences of articles, as the product cuts them."""
    done = subprocess.run([program, language], input=text, capture_output=True, text=True, check=True)
    for line in done.stdout.split("\n"):
        forms, spaces, part = [], [], ""
        for c in line:
            if c in " \t":
                forms.append(part), spaces.append(c == " ")
                part = ""
            else:
                part += c
        if part and len(forms) < 120:
            yield sets.Sentence(forms + [part], spaces + [True], set="open")


def read_corpus(spec, program, language, rng):
    path, _, share = spec.partition(":")
    with open(path, encoding="utf-8") as file:
        articles = [json.loads(line) for line in file]
    chosen = rng.sample(articles, int(len(articles) * float(share or 1)))
    text = "\f".join(a["title"].replace("\f", " ") + "\n\n" + a["text"].replace("\f", " ") for a in chosen)
    return list(cut(text, program, language))


def top(logits, k=K):
    """(index, weight) of the k most probable labels, as small as they go."""
    p = np.exp(logits - logits.max(1, keepdims=True))
    p /= p.sum(1, keepdims=True)
    k = min(k, p.shape[1])
    index = np.argpartition(-p, k - 1, 1)[:, :k]
    weight = np.take_along_axis(p, index, 1)
    weight /= weight.sum(1, keepdims=True)
    pad = ((0, 0), (0, K - k))
    return np.pad(index, pad).astype(np.uint16), np.pad(weight, pad).astype(np.float16)


def label(model, features, plain):
    out = []
    for s, part, heads, rel in predict(model, features, plain):
        s.soft = {k: top(part[k]) for k in ("morph", "script", "ner", "arc")}
        s.soft.update(rel=top(rel), head=heads.astype(np.uint16), fact=part["fact"].astype(np.float16))
        out.append(s)
    return out


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--teacher", required=True)
    p.add_argument("--data", default="../shared/data")
    p.add_argument("--packages", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--corpus", nargs="*", default=[])
    p.add_argument("--tokens", help="the program built from tools/tokens")
    p.add_argument("--language", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data"))
    p.add_argument("--threads", type=int, default=1)
    o = p.parse_args()
    torch.set_num_threads(o.threads)
    rng = random.Random(1)
    saved = torch.load(o.teacher, weights_only=False)
    state, words = saved["state"], saved["words"]
    vocabulary = Vocabulary(words, state["words.word.weight"].numpy()[1:])
    model = Teacher(os.path.join(o.packages, "minilm", "model"), vocabulary.vectors, saved["labels"])
    model.load_state_dict(state)
    if o.corpus:
        plain = [s for spec in o.corpus for s in read_corpus(spec, o.tokens, o.language, rng)]
    else:
        plain = sets.load(o.data)["ner_train"]
    start = time.time()
    out = label(model, Features(vocabulary), plain)
    with open(o.out, "wb") as file:
        pickle.dump(out, file)
    print(len(out), "sentences", sum(len(s.forms) for s in out), "words", round(time.time() - start), "s")


if __name__ == "__main__":
    main()
