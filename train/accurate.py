"""models/en.accurate.dlm: a network of teacher.py --student, asked beside the model. What counts is the mean of both.

    python accurate.py --packages PACKAGES --model ../models/en.dlm --network accurate.pt [--data DATA] \\
        [--out ../models/en.accurate.dlm --golden golden]

With DATA it prints what each says on the development halves, gold tokens, and what both say. docs/model-format.md, section 10, has the file.
"""

import argparse
import os

import torch
from torch import nn

import blobs
import sentences as sets
from encode import Features, Vocabulary
from export import eighth, label_tables, names_of_layers, restored, weights, write_golden_outputs
from score import entity_scores, syntax_scores
from teacher import MEANING, Spelling, Teacher

EITHER = ("morph", "script", "ner", "fact", "arc")


class Both(nn.Module):
    """The means of two networks; it is its own `heads`."""

    def __init__(self, first, second):
        super().__init__()
        self.networks = nn.ModuleList((first, second))
        self.root = first.heads.root

    @property
    def heads(self):
        return self

    def forward(self, batch):
        said = [network(batch) for network in self.networks]
        return {"said": said} | {k: sum(out[k] for out in said) / len(said) for k in EITHER}

    def relations(self, out, batch, heads):
        return sum(n.heads.relations(said, batch, heads) for n, said in zip(self.networks, out["said"])) / len(out["said"])


def read(o):
    """The student of --model, the network of --network, and the latter's labels and lemma dictionary."""
    saved = torch.load(o.network, weights_only=False)
    state, labels = saved["state"], saved["labels"]
    vocabulary = Vocabulary(saved["words"], state["words.tables.word.weight"].numpy()[1:])
    features = Features(vocabulary)
    student = restored(blobs.read(o.model), vocabulary, labels)
    folder = os.path.join(o.packages, "minilm", "model")
    deep = Teacher(folder, Spelling(student), labels, features)
    deep.load_state_dict(state)
    return student.eval(), deep.eval(), features, saved


def content_of(deep, labels):
    """The blobs of the file."""
    out, matrices, full = deep.bert.blobs(deep.pieces.vocab)
    out |= label_tables(labels) | weights(deep, names_of_layers(deep))
    full["bert.share"] = MEANING * torch.softmax(deep.mix, 0)
    for name, matrix in matrices.items():
        out[name], out[f"{name}.scale"] = eighth(matrix.detach().numpy())
    return out | {name: array.detach().numpy().astype("<f4") for name, array in full.items()}


def report(networks, features, labels, dictionary, data):
    for name, network in networks:
        print(name)
        for part in ("ewt_dev", "gum_dev"):
            print("  ", part, syntax_scores(network, features, data[part], labels, dictionary), flush=True)
        print("   newswire", entity_scores(network, features, data["ner_dev"], labels), flush=True)


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--packages", required=True)
    p.add_argument("--model", required=True)
    p.add_argument("--network", required=True)
    p.add_argument("--data")
    p.add_argument("--out")
    p.add_argument("--golden")
    p.add_argument("--threads", type=int, default=2)
    o = p.parse_args()
    torch.set_num_threads(o.threads)
    student, deep, features, saved = read(o)
    labels, dictionary = saved["labels"], saved["dictionary"]
    both = Both(student, deep)
    if o.data:
        report((("student", student), ("deep", deep), ("both", both)), features, labels, dictionary, sets.load(o.data))
    if o.out:
        blobs.write(o.out, content_of(deep, labels))
    if o.golden:
        write_golden_outputs(o.golden, "accurate.tsv", both, features, labels, dictionary)


if __name__ == "__main__":
    main()
