"""Encodes the gold sets and open text once, for teacher.py, teach.py and train_student.py (--store).

    python pack.py --data ../../shared/data --packages PACKAGES --out base.store \
        [--text sentences.txt] [--corpus a.jsonl:0.1 ... --tokens ../build/release/tools/tokens/tokens]

A number after the colon is the share of the articles to take. `--keep FILE` writes the sentences that were cut
from --corpus, one a line, as --text reads them (.xz is understood).
"""

import argparse
import json
import lzma
import os
import random
import subprocess

import sentences as sets
import store
from encode import Features, Vocabulary
from labels import Labels


def cut(text, command):
    """Lines of tools/tokens: sentences of articles, as the product cuts them."""
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    return done.stdout.split("\n")


def read_corpus(spec, command, rng):
    path, _, share = spec.partition(":")
    with open(path, encoding="utf-8") as file:
        articles = [json.loads(line) for line in file]
    chosen = rng.sample(articles, int(len(articles) * float(share or 1)))
    text = "\f".join(a["title"].replace("\f", " ") + "\n\n" + a["text"].replace("\f", " ") for a in chosen)
    return cut(text, command)


def sentence(line):
    forms, spaces, part = [], [], ""
    for c in line:
        if c in " \t":
            forms.append(part), spaces.append(c == " ")
            part = ""
        else:
            part += c
    return sets.Sentence(forms + [part], spaces + [True], set="open")


def open_sentences(lines, longest=120):
    """Each once: statements repeat their closing words."""
    found = (sentence(line) for line in dict.fromkeys(lines) if line)
    return [s for s in found if 1 < len(s.forms) < longest]


def lines_of(path):
    with (lzma.open if path.endswith(".xz") else open)(path, "rt", encoding="utf-8") as file:
        return file.read().split("\n")


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--data", default="../shared/data")
    p.add_argument("--packages")
    p.add_argument("--out")
    p.add_argument("--text")
    p.add_argument("--corpus", nargs="*", default=[])
    p.add_argument("--tokens", help="the program built from tools/tokens")
    p.add_argument("--language", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data"))
    p.add_argument("--model", help="judges sentence ends")
    p.add_argument("--keep")
    p.add_argument("--surfaces", type=int, default=6)
    p.add_argument("--seed", type=int, default=1)
    o = p.parse_args()
    rng = random.Random(o.seed)
    command = [o.tokens, o.language] + ([o.model] if o.model else [])
    lines = lines_of(o.text) if o.text else []
    lines += [line for spec in o.corpus for line in read_corpus(spec, command, rng)]
    if o.keep:
        with lzma.open(o.keep, "wt", encoding="utf-8") as file:
            file.write("\n".join(lines))
    if not o.out:
        return
    data = sets.load(o.data)
    vocabulary = Vocabulary.load(o.packages, (f for s in data["train"] + data["ner_train"] for f in s.forms))
    packed = store.base(data, Features(vocabulary), Labels(data["train"]), rng, o.surfaces)
    plain = open_sentences(lines)
    if plain:
        packed.add("open", plain, 2, rng)
    packed.seal().save(o.out)
    print({k: v.shape for k, v in packed.pools.items()}, len(packed.head), "words,", len(packed.forms), "forms")


if __name__ == "__main__":
    main()
