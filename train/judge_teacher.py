"""A teacher for the judge: MiniLM beneath the judge's own network, fine-tuned on the same examples. It then says of
unlabelled sentences what their words tell, and judge.py --more learns from that too.

    python judge_teacher.py --packages PACKAGES --tokens tokens.jsonl --meaning meaning.f32 --out teacher.pt
    python judge.py ... --more sentences.txt more.jsonl more.f32 --teacher teacher.pt --packages PACKAGES
"""

import os
import random

import numpy as np
import torch
from torch import nn
from torch.nn.utils.rnn import pad_sequence

import judge
from bert import Bert, Pieces
from plover_open import number_paths, read_corpus, read_examples


WIDTH = 288  # of its layer above MiniLM


class Teacher(judge.Judge):
    """Sees the means of MiniLM's outputs over the pieces of each token beside what the judge sees."""

    def __init__(self, folder, meaning, width, labels, path_count, o):
        super().__init__(384 + meaning, width, labels, path_count, o)
        self.pieces, self.bert = Pieces(folder), Bert(folder, frozen=o.frozen)
        self.norm = nn.LayerNorm(384)

    def forward(self, batch):
        if batch.meaning.shape[1] < self.input.in_features:
            batch.meaning = torch.cat([self.norm(self.outputs(batch)), batch.meaning], 1)
        return super().forward(batch)

    def outputs(self, batch):
        examples = batch.examples
        self._read([e for e in examples if e.below is None])
        x = pad_sequence([torch.from_numpy(e.below).float() for e in examples], batch_first=True)
        sizes = torch.tensor([len(e.below) for e in examples])
        layers = self.bert.above(x, torch.arange(x.shape[1]) < sizes[:, None])
        row = torch.from_numpy(np.repeat(np.arange(len(examples)), [len(e.owner) for e in examples]))
        column = torch.from_numpy(np.concatenate([np.arange(len(e.owner)) + 1 for e in examples]))
        owner = torch.from_numpy(np.concatenate([e.owner + start for e, start in zip(examples, batch.starts.tolist())]))
        x = ((layers[-1] + layers[-2]) / 2)[row, column]
        total = len(batch.sentence)
        count = torch.bincount(owner, minlength=total).clamp(min=1)[:, None]
        return x.new_zeros(total, 384).index_add(0, owner, x) / count

    def _read(self, examples):
        """Gives examples `below`, what the frozen layers make of their pieces, and `owner`, the token of each piece."""
        if not examples:
            return
        rows = []
        for e in examples:
            text = e.text.encode()
            of = [self.pieces.of(text[t[0]:t[1]].decode(errors="replace")) for t in e.tokens]
            e.owner = np.repeat(np.arange(len(of)), [len(pieces) for pieces in of])
            rows.append(torch.tensor([self.pieces.vocab["[CLS]"], *(i for pieces in of for i in pieces), self.pieces.vocab["[SEP]"]]))
        table = pad_sequence(rows, batch_first=True)
        below = self.bert.below(table, table != 0)[-1].half().numpy()
        for e, pieces, row in zip(examples, rows, below):
            e.below = row[:len(pieces)].copy()


def load(path, folder, meaning, labels):
    """A trained teacher and the paths that it knows."""
    kept = torch.load(path)
    if kept["labels"] != labels:
        raise SystemExit(f"{path}: a teacher of other labels")
    model = Teacher(folder, meaning, WIDTH, labels, len(kept["paths"]), kept["options"])
    model.load_state_dict(kept["state"])
    model.eval()
    return model, kept["paths"]


SURE, DULL = 0.3, 0.02  # probability of an event at which participants are asked for; below which most sentences are left out


def teach(model, paths, examples):
    """Gives unlabelled examples `soft` [candidates, outcomes + 1] and, where they tell an event, `soft_roles` [tokens, 2]."""
    out = []
    examples = sorted(examples, key=lambda e: len(e.tokens))
    with torch.no_grad():
        for i in range(0, len(examples), 64):
            some = examples[i:i + 64]
            batch = judge.Batch(some)
            words, _ = model(batch)
            at = 0
            for e in some:
                e.soft = torch.softmax(words[at:at + len(e.words)], 1)
                at += len(e.words)
                event, best = (1 - e.soft[:, -1]).max(0)
                e.aim(e.words[best] if event > SURE else None)
                if event > DULL or random.random() < 0.2:
                    out.append(e)
            told = [e for e in some if e.trigger is not None]
            number_paths(told, paths)
            if told:
                batch = judge.Batch(told)
                roles = torch.sigmoid(model(batch)[1])
                for e, start in zip(batch.told, batch.pair_starts):
                    e.soft_roles = roles[start:start + len(e.tokens)]
            if i % 6400 == 0:
                print(f"taught {i} of {len(examples)}", flush=True)
    return out


def train(model, sets, o):
    examples = list(sets["train"])
    own = [p for n, p in model.named_parameters() if not n.startswith("bert.")]
    bert = [p for p in model.bert.parameters() if p.requires_grad]
    groups = [{"params": own, "lr": o.rate}, {"params": bert, "lr": o.bert_rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.05)
    steps = o.epochs * -(-len(examples) // o.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, [o.rate, o.bert_rate], total_steps=steps, pct_start=0.15)
    for epoch in range(o.epochs):
        random.shuffle(examples)
        blocks = [sorted(examples[i:i + 16 * o.batch], key=lambda e: len(e.tokens)) for i in range(0, len(examples), 16 * o.batch)]
        batches = [block[i:i + o.batch] for block in blocks for i in range(0, len(block), o.batch)]
        random.shuffle(batches)
        for n, some in enumerate(batches[:steps // o.epochs]):
            loss = model.losses(judge.Batch(some))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            schedule.step()
            if n % 50 == 0:
                print(f"epoch {epoch + 1} batch {n} loss {loss.item():.3f}", flush=True)
        print(f"epoch {epoch + 1} dev: {judge.report(model, sets, 'dev')}", flush=True)


def main():
    p = judge.parser()
    p.add_argument("--out")
    p.add_argument("--frozen", type=int, default=2, help="layers of MiniLM that stay as they come")
    p.add_argument("--bert-rate", type=float, default=1e-4)
    p.set_defaults(epochs=4, rate=1.5e-3)
    o = p.parse_args()
    torch.manual_seed(o.seed)
    random.seed(o.seed)
    torch.set_num_threads(o.threads)
    corpus = read_corpus(o.corpus)
    examples, labels = read_examples(corpus, o.tokens, o.meaning)
    paths = number_paths(examples)
    sets = judge.split(examples)
    model = Teacher(os.path.join(o.packages, "minilm", "model"), examples[0].meaning.shape[1], WIDTH, labels, len(paths), o)
    train(model, sets, o)
    print(f"test: {judge.report(model, sets, 'test')}")
    if o.out:
        torch.save({"labels": labels, "paths": paths, "options": o, "state": model.state_dict()}, o.out)


if __name__ == "__main__":
    main()
