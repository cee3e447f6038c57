"""The teacher: MiniLM under the student's features, encoder and heads, fine-tuned on the same gold labels.

    python teacher.py --data ../../shared/data --packages PACKAGES --out teacher.pt
    python teacher.py --data ../../shared/data --packages PACKAGES --out accurate.pt --student ../models/en.dlm

The second has the features of a finished student, as they are: the network of models/en.accurate.dlm (accurate.py).
"""

import os

import numpy as np
import torch
from torch import nn

import blobs
import train_student
from bert import Bert, Pieces, half_precision
from encode import ship
from export import restored
from model import Encoder, Heads, Words
from soft import label_all

LONGEST = 500  # pieces of a sentence; words beyond share the last piece
MEANING = 2  # how much its outputs weigh beside the words' own vectors at first


class Spelling(nn.Module):
    """The input of a finished student, as it is: a vector for each token from its tables."""

    def __init__(self, student):
        super().__init__()
        self.tables, self.input = student.words, student.input
        self.width = student.input.out_features
        self.requires_grad_(False)

    def forward(self, rows):
        return self.input(self.tables(rows))


class Teacher(nn.Module):
    def __init__(self, folder, words, labels, features, width=384, layers=2, dropout=0.25):
        super().__init__()
        self.pieces, self.features = Pieces(folder), features
        self.bert = Bert(folder)
        self.mix = nn.Parameter(torch.zeros(len(self.bert.layers) + 1))
        self.words = words
        tables = words.tables if isinstance(words, Spelling) else words
        tables.drop_name, tables.drop_word = 0.4, 0.3  # what MiniLM knows better
        self.input = nn.Linear(self.words.width + self.bert.width, width)
        self.drop = nn.Dropout(dropout)
        self.encoder = Encoder(width, layers, dropout)
        self.heads = Heads(width, labels, arc=256, rel=256, dropout=dropout)

    def _piece_batch(self, batch):
        """ids [b, n] of the pieces; for each piece of a word the word and its cell in ids; pieces of each word."""
        self.pieces.read(self.features.forms)
        count = self.pieces.count[batch.form]
        owner = np.repeat(np.arange(len(count)), count)
        ends = np.cumsum(count)
        nth = np.arange(len(owner)) - (ends - count)[owner]
        sentence = np.repeat(np.arange(len(batch.lengths)), batch.lengths)[owner]
        size = np.bincount(sentence, minlength=len(batch.lengths))
        at = np.arange(len(owner)) - (np.cumsum(size) - size)[sentence] + 1
        longest = min(LONGEST, size.max()) + 2
        ids = np.zeros((len(size), longest), np.int64)
        fits = at < longest - 1
        ids[:, 0] = self.pieces.vocab["[CLS]"]
        ids[sentence[fits], at[fits]] = self.pieces.rows[batch.form[owner], nth][fits]
        ids[np.arange(len(size)), np.minimum(size + 1, longest - 1)] = self.pieces.vocab["[SEP]"]
        cell = sentence * longest + np.minimum(at, longest - 2)
        flat, owner, cell, count = ship([ids.reshape(-1), owner, cell, count], batch.device)
        return flat.view(ids.shape), owner, cell, count

    def forward(self, batch):
        pieces, owner, cell, count = self._piece_batch(batch)
        with half_precision(batch.device.type):
            layers = self.bert(pieces, pieces != 0)
        weights = torch.softmax(self.mix, 0)
        mixed = sum(w * l for w, l in zip(weights, layers)).float().reshape(-1, self.bert.width)
        meaning = mixed.new_zeros(len(count), self.bert.width).index_add(0, owner, mixed.index_select(0, cell)) / count[:, None]
        x = self.drop(self.input(torch.cat([self.words(batch.rows), MEANING * meaning], 1)))
        return self.heads(self.encoder(x, batch), batch)


class Run(train_student.Run):
    def sentences(self):
        """With a student, what the sets lack is as it says."""
        if not self.o.student:
            return super().sentences()
        self.student = restored(blobs.read(self.o.student), self.vocabulary, self.labels)
        sets = super().sentences().to(self.device)
        label_all(sets, [self.student.to(self.device)])
        return sets

    def build(self):
        folder = os.path.join(self.o.packages, "minilm", "model")
        words = Spelling(self.student) if self.o.student else Words(self.vocabulary.vectors, self.sparse())
        return Teacher(folder, words, self.labels, self.features)

    def shares(self):
        return {"bert.": 0.12, "words.word.": 0.0}


if __name__ == "__main__":
    p = train_student.parser()
    p.add_argument("--student", help="a model file: take its words as they are, and its labels where the sets have none")
    Run(p.parse_args()).train()
