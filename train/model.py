"""The network of docs/model-format.md: features, encoder, heads, loss."""

import torch
import torch.nn.functional as F
from torch import nn

import strings
from cnn import ConvolutionEncoder
from sru import SRULayer


class Words(nn.Module):
    """Section 2: one vector for each token from its tables. Training drops tables of a word now and then,
    so that unseen words (whose hashed rows are some other word's) are no surprise."""

    def __init__(self, vectors, sparse=True):
        """sparse: what the gradients of the tables are; few rows at a time suit a processor, all rows a GPU."""
        super().__init__()
        self.word = nn.Embedding.from_pretrained(torch.from_numpy(vectors), freeze=False, sparse=sparse)
        self.tables = nn.ModuleList(nn.Embedding(rows, width, sparse=sparse) for _, rows, width in strings.TABLES)
        self.flags = nn.Embedding(strings.FLAG_ROWS, strings.FLAG_WIDTH)
        for table in self.tables:
            nn.init.normal_(table.weight, std=0.3)
        self.width = vectors.shape[1] + sum(t[2] for t in strings.TABLES) + strings.FLAG_WIDTH
        self.drop_word, self.drop_name, self.drop_affix = 0.1, 0.25, 0.03

    def forward(self, rows):
        n = len(rows)
        word = rows[:, 0]
        if self.training:
            word = word * (torch.rand(n, device=rows.device) >= self.drop_word)
        parts = [self.word(word)]
        for i, table in enumerate(self.tables):
            part = table(rows[:, i + 1])
            if self.training:
                rate = self.drop_name if i < 2 else self.drop_affix
                part = part * (torch.rand(n, 1, device=rows.device) >= rate)
            parts.append(part)
        parts.append(self.flags(rows[:, -1]))
        return torch.cat(parts, 1)


class Encoder(nn.Module):
    def __init__(self, width, layers, dropout):
        super().__init__()
        self.layers = nn.ModuleList(SRULayer(width) for _ in range(layers))
        self.dropout = dropout

    def forward(self, x, batch):
        for layer in self.layers:
            mask = None
            if self.training and self.dropout:  # the same units for a whole sentence
                keep = torch.rand(len(batch.lengths), x.shape[1], device=x.device) >= self.dropout
                mask = (keep / (1 - self.dropout))[batch.sentence]
            x = layer(x, batch.starts, mask)
        return x


class Heads(nn.Module):
    """Section 4."""

    REACH = 16

    def __init__(self, width, labels, arc=96, rel=128, dropout=0.2):
        super().__init__()
        self.sizes = [len(labels.morph), len(labels.script), len(labels.ner), 1]
        self.arc, self.rel = arc, rel
        self.tags = nn.Linear(width, sum(self.sizes))
        self.parse = nn.Linear(width, 2 * arc + 2 * rel)
        self.root = nn.Parameter(torch.randn(arc + rel) * 0.1)
        self.u = nn.Linear(arc, arc)
        nn.init.normal_(self.u.weight, std=1 / arc)
        self.distance = nn.Parameter(torch.zeros(2 * self.REACH + 1))
        self.label = nn.Linear(rel, len(labels.rel))
        self.root_label = labels.index["rel"]["root"]
        self.drop = nn.Dropout(dropout)

    def forward(self, x, batch):
        """Packed x -> dict: morph, script, ner [T, *], fact [T], arc [b, n, n + 1] logits (0 is root), and the
        two halves of the relation scorer."""
        x = self.drop(x)
        morph, script, ner, fact = self.tags(x).split(self.sizes, 1)
        dep, head, rel_dep, rel_head = self.parse(x).split([self.arc, self.arc, self.rel, self.rel], 1)
        return {"morph": morph, "script": script, "ner": ner, "fact": fact[:, 0],
                "arc": self._arcs(F.relu(dep), F.relu(head), batch), "rel_dep": rel_dep, "rel_head": rel_head}

    def _pad(self, x, batch):
        out = x.new_zeros(batch.shape[0] * batch.shape[1], x.shape[1])
        return out.index_copy(0, batch.places, x).view(*batch.shape, -1)

    def _arcs(self, dep, head, batch):
        b, n = batch.shape
        dep, head = self.drop(self._pad(self.u(self.drop(dep)), batch)), self._pad(head, batch)
        root = F.relu(self.root[:self.arc])
        place = torch.arange(n, device=dep.device)
        offset = place[None, :] - place[:, None]
        scores = dep @ head.transpose(1, 2) + self._nearness(offset)
        scores = scores.masked_fill(~batch.present[:, None, :] | (offset == 0), -1e4)
        return torch.cat([(dep @ root)[..., None], scores], 2)

    def _nearness(self, offset):
        return F.embedding(offset.clamp(-self.REACH, self.REACH) + self.REACH, self.distance[:, None])[..., 0]

    def relations(self, out, batch, heads):
        """Logits [T, relations] given a head for each token (0 root, else from 1 within the sentence)."""
        at = (batch.starts[batch.sentence] + heads - 1).clamp(min=0)
        chosen = torch.where((heads == 0)[:, None], self.root[self.arc:],
                             out["rel_head"].index_select(0, at))
        return self.label(self.drop(F.relu(out["rel_dep"] + chosen)))


def soft_loss(logits, aim):
    """Mean cross entropy against (index, weight) pairs over the tokens that have any."""
    index, weight = aim
    known = (weight.sum(1) > 0).sum().clamp(min=1)
    return -(F.log_softmax(logits, 1).gather(1, index) * weight).sum() / known


WEIGHTS = {"morph": 1.0, "script": 0.3, "ner": 2.0, "arc": 1.0, "rel": 0.7, "fact": 0.05}


def losses(heads, out, batch):
    b, n = batch.shape
    flat = out["arc"].reshape(b * n, n + 1).index_select(0, batch.places)
    parts = {k: soft_loss(out[k], batch.aims[k]) for k in ("morph", "script", "ner")}
    parts["arc"] = soft_loss(flat, batch.aims["arc"])
    parts["rel"] = soft_loss(heads.relations(out, batch, batch.head), batch.aims["rel"])
    known = ~torch.isnan(batch.fact)
    away = F.smooth_l1_loss(out["fact"], torch.where(known, batch.fact, out["fact"].detach()), reduction="sum")
    parts["fact"] = away / known.sum().clamp(min=1)
    return parts


class Student(nn.Module):
    def __init__(self, vectors, labels, width=256, layers=3, dropout=0.2, design="sru", sparse=True):
        super().__init__()
        self.words = Words(vectors, sparse)
        self.input = nn.Linear(self.words.width, width)
        self.drop = nn.Dropout(dropout)
        self.encoder = {"sru": Encoder, "cnn": ConvolutionEncoder}[design](width, layers, dropout)
        self.heads = Heads(width, labels, dropout=dropout)

    def forward(self, batch):
        x = self.drop(self.input(self.words(batch.rows)))
        return self.heads(self.encoder(x, batch), batch)
