"""Makes the packages small enough to carry to a machine without network: word vectors and MiniLM as 8-bit numbers
with a scale for each row, without the rows that the texts at hand never use. encode.py and bert.py read either.

    python parcel.py --data ../../shared/data --packages PACKAGES --text open.txt.xz --out SMALL
"""

import argparse
import os
import shutil

import numpy as np

import sentences as sets
from bert import Pieces, read_safetensors
from encode import Vocabulary
from export import eighth
from pack import lines_of, open_sentences


def cut_vectors(packages, forms, out):
    vocabulary = Vocabulary.load(packages, forms)
    vectors, scale = eighth(vocabulary.vectors[1:])
    words = np.frombuffer("\n".join(vocabulary.words).encode(), np.uint8)
    os.makedirs(os.path.join(out, "wink"), exist_ok=True)
    np.savez_compressed(os.path.join(out, "wink", "cut.npz"), words=words, vectors=vectors, scale=scale)


def cut_minilm(packages, forms, out):
    source, target = (os.path.join(folder, "minilm", "model") for folder in (packages, out))
    os.makedirs(target, exist_ok=True)
    shutil.copy(os.path.join(source, "tokenizer.json"), target)
    pieces = Pieces(source)
    used = {i for form in forms for i in pieces.of(form)} | {pieces.vocab["[CLS]"], pieces.vocab["[SEP]"]}
    kept = {}
    for name, array in read_safetensors(os.path.join(source, "model.fp16.safetensors")).items():
        if "pooler" in name or "position_ids" in name:
            continue
        if array.ndim == 1 or "position_embeddings" in name or "token_type" in name:
            kept[name] = array
            continue
        array = array.astype(np.float32)
        if name.endswith("word_embeddings.weight"):
            array[[i for i in range(len(array)) if i not in used]] = 0
        kept[name], kept[name + ".scale"] = eighth(array)
    np.savez_compressed(os.path.join(target, "cut.npz"), **kept)


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--data", default="../shared/data")
    p.add_argument("--packages", required=True)
    p.add_argument("--text")
    p.add_argument("--out", required=True)
    o = p.parse_args()
    data = sets.load(o.data)
    gold = {f for name in ("train", "ner_train") for s in data[name] for f in s.forms}
    held = {f for name in ("ewt_dev", "gum_dev", "ner_dev") for s in data[name] for f in s.forms}
    opened = {f for s in open_sentences(lines_of(o.text)) for f in s.forms} if o.text else set()
    cut_vectors(o.packages, sorted(gold), o.out)
    cut_minilm(o.packages, gold | held | opened, o.out)


if __name__ == "__main__":
    main()
