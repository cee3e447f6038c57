"""The teacher: MiniLM under the student's features, encoder and heads, fine-tuned on the same gold labels.

    python teacher.py --data ../../shared/data --packages PACKAGES --out teacher.pt
"""

import os

import numpy as np
import torch
from torch import nn

import train_student
from bert import Bert, Pieces
from encode import ship
from model import Encoder, Heads, Words

LONGEST = 500  # pieces of a sentence; words beyond share the last piece


class Teacher(nn.Module):
    def __init__(self, folder, vectors, labels, features, width=384, layers=2, dropout=0.25, sparse=True):
        super().__init__()
        self.pieces, self.features = Pieces(folder), features
        self.bert = Bert(folder)
        self.mix = nn.Parameter(torch.zeros(len(self.bert.layers) + 1))
        self.words = Words(vectors, sparse)
        self.words.drop_name, self.words.drop_word = 0.4, 0.3  # what MiniLM knows better
        self.input = nn.Linear(self.words.width + 384, width)
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
        with torch.autocast(batch.device.type, torch.bfloat16, enabled=batch.device.type == "cuda"):
            layers = self.bert(pieces, pieces != 0)
        weights = torch.softmax(self.mix, 0)
        mixed = sum(w * l for w, l in zip(weights, layers)).float().reshape(-1, 384)
        meaning = mixed.new_zeros(len(count), 384).index_add(0, owner, mixed.index_select(0, cell)) / count[:, None]
        x = self.drop(self.input(torch.cat([self.words(batch.rows), meaning * 2], 1)))
        return self.heads(self.encoder(x, batch), batch)


class Run(train_student.Run):
    def build(self):
        folder = os.path.join(self.o.packages, "minilm", "model")
        return Teacher(folder, self.vocabulary.vectors, self.labels, self.features, sparse=self.sparse())

    def shares(self):
        return {"bert.": 0.12, "words.word.": 0.0}


if __name__ == "__main__":
    Run(train_student.options()).train()
