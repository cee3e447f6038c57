"""The teacher: MiniLM under the student's features, encoder and heads, fine-tuned on the same gold labels.

    python teacher.py --data ../../shared/data --packages PACKAGES --out teacher.pt
"""

import os

import torch
from torch import nn

import train_student
from bert import Bert, Pieces
from model import Encoder, Heads, Words

LONGEST = 500  # pieces of a sentence; words beyond share the last piece


class Teacher(nn.Module):
    def __init__(self, folder, vectors, labels, width=384, layers=2, dropout=0.25):
        super().__init__()
        self.pieces = Pieces(folder)
        self.bert = Bert(folder)
        self.mix = nn.Parameter(torch.zeros(len(self.bert.layers) + 1))
        self.words = Words(vectors)
        self.words.drop_name, self.words.drop_word = 0.4, 0.3  # what MiniLM knows better
        self.input = nn.Linear(self.words.width + 384, width)
        self.drop = nn.Dropout(dropout)
        self.encoder = Encoder(width, layers, dropout)
        self.heads = Heads(width, labels, arc=256, rel=256, dropout=dropout)

    def _piece_batch(self, sentences):
        start, end = self.pieces.vocab["[CLS]"], self.pieces.vocab["[SEP]"]
        rows, owner, cell = [], [], []
        longest = min(LONGEST, max(sum(len(self.pieces.of(f)) for f in s.forms) for s in sentences)) + 2
        word = 0
        for i, s in enumerate(sentences):
            ids = [start]
            for form in s.forms:
                for piece in self.pieces.of(form):
                    at = min(len(ids), longest - 2)
                    owner.append(word)
                    cell.append(i * longest + at)
                    if len(ids) < longest - 1:
                        ids.append(piece)
                word += 1
            rows.append(ids + [end] + [0] * (longest - len(ids) - 1))
        return torch.tensor(rows), torch.tensor(owner), torch.tensor(cell), word

    def forward(self, batch):
        pieces, owner, cell, words = self._piece_batch(batch.sentences)
        layers = self.bert(pieces, pieces != 0)
        weights = torch.softmax(self.mix, 0)
        mixed = sum(w * l for w, l in zip(weights, layers)).reshape(-1, 384)
        count = torch.zeros(words, 1).index_add(0, owner, torch.ones(len(owner), 1))
        meaning = torch.zeros(words, 384).index_add(0, owner, mixed[cell]) / count
        x = self.drop(self.input(torch.cat([self.words(batch.rows), meaning * 2], 1)))
        return self.heads(self.encoder(x, batch), batch)


class Run(train_student.Run):
    def build(self):
        return Teacher(os.path.join(self.o.packages, "minilm", "model"), self.vocabulary.vectors, self.labels)

    def shares(self):
        return {"bert.": 0.15, "words.word.": 0.0}


if __name__ == "__main__":
    Run(train_student.options()).train()
