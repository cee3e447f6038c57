"""The weights of all-mpnet-base-v2 (12 layers of 768, Apache-2.0) as bert.py reads them, from its folder as it comes.

    python mpnet.py all-mpnet-base-v2 PACKAGES/mpnet/model
"""

import json
import os
import sys

import numpy as np

from bert import read_safetensors

NAMES = {"attention.attn.q": "attention.self.query", "attention.attn.k": "attention.self.key", "attention.attn.v": "attention.self.value",
         "attention.attn.o": "attention.output.dense", "attention.LayerNorm": "attention.output.LayerNorm"}
BEFORE = 2  # rows of the table of positions that no piece has


def weights(raw):
    out = {}
    for name, array in raw.items():
        if name.startswith("pooler") or name.endswith("position_ids"):
            continue
        for theirs, ours in NAMES.items():
            name = name.replace(theirs, ours)
        out[name] = array
    out["embeddings.position_embeddings.weight"] = out["embeddings.position_embeddings.weight"][BEFORE:]
    out["embeddings.token_type_embeddings.weight"] = np.zeros((1, out["embeddings.LayerNorm.weight"].size), np.float32)
    return out


def main():
    source, to = sys.argv[1:]
    os.makedirs(to, exist_ok=True)
    np.savez(os.path.join(to, "cut.npz"), **weights(read_safetensors(os.path.join(source, "model.safetensors"))))
    with open(os.path.join(source, "tokenizer.json"), encoding="utf-8") as file:
        vocab = json.load(file)["model"]["vocab"]
    for theirs, ours in (("<s>", "[CLS]"), ("</s>", "[SEP]")):
        vocab[ours] = vocab.pop(theirs)
    with open(os.path.join(to, "tokenizer.json"), "w", encoding="utf-8") as file:
        json.dump({"model": {"vocab": vocab}}, file)


if __name__ == "__main__":
    main()
