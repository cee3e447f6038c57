"""Trains the student on gold labels, and on a teacher's where there are any.

    python train_student.py --data ../../shared/data --packages PACKAGES --out student.pt [--store soft.store]
"""

import argparse
import math
import random
import time

import numpy as np
import torch

import sentences as sets
import store
from encode import Features, Vocabulary, batches
from labels import Labels, lemma_dictionary
from model import WEIGHTS, Student, losses
from optimize import Average, RowAdam
from score import entity_scores, syntax_scores


def parser():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--data", default="../shared/data")
    p.add_argument("--packages", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--store", help="sentences from teach.py or pack.py; without it, gold labels only")
    p.add_argument("--start", help="go on from this student")
    p.add_argument("--epochs", type=int, default=12)
    p.add_argument("--gold-share", type=float, default=1.0, help="of the gold sentences in each epoch; 2 is twice")
    p.add_argument("--joined-share", type=float, default=0.1, help="of the pairs of neighbours joined to one")
    p.add_argument("--ner-share", type=float, default=0.35, help="of the newswire sentences in each epoch")
    p.add_argument("--open-share", type=float, default=1.0, help="of the sentences that only a teacher labelled")
    p.add_argument("--tokens", type=int, default=2000, help="in a batch")
    p.add_argument("--rate", type=float, default=2e-3)
    p.add_argument("--width", type=int, default=256)
    p.add_argument("--layers", type=int, default=3)
    p.add_argument("--dropout", type=float, default=0.2)
    p.add_argument("--design", default="sru", choices=("sru", "cnn"))
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--minutes", type=float, default=1e9, help="the schedule shrinks to end by then")
    p.add_argument("--average", type=float, default=0, help="keep a running mean of the weights over so many steps")
    p.add_argument("--device", default="cpu")
    p.add_argument("--report-minutes", type=float, default=0, help="least time between two reports")
    p.add_argument("--frozen-words", action="store_true", help="keep the word vectors as they come (faster)")
    p.add_argument("--seed", type=int, default=1)
    return p


class Run:
    def __init__(self, o):
        self.o = o
        torch.set_num_threads(o.threads)
        torch.manual_seed(o.seed)
        torch.set_float32_matmul_precision("high")
        self.device = torch.device(o.device)
        self.draws = np.random.default_rng(o.seed)
        self.data = sets.load(o.data)
        gold = self.data["train"]
        self.labels = Labels(gold)
        self.dictionary = lemma_dictionary(gold)
        self.vocabulary = Vocabulary.load(o.packages, (f for s in gold + self.data["ner_train"] for f in s.forms))
        self.features = Features(self.vocabulary)
        self.store = self.sentences().to(self.device)
        self.model = self.build().to(self.device)
        if o.start:
            self.take(torch.load(o.start, weights_only=False, map_location=self.device)["state"])

    def sentences(self):
        if self.o.store:
            return store.Store.read(self.o.store, self.features, self.labels)
        return store.base(self.data, self.features, self.labels, random.Random(self.o.seed)).seal()

    def take(self, state):
        """What fits of another network: all of a student, or the word tables for a teacher."""
        own = self.model.state_dict()
        fits = {k: v for k, v in state.items() if k in own and own[k].shape == v.shape}
        self.model.load_state_dict(fits, strict=False)

    def sparse(self):
        return self.device.type == "cpu"

    def build(self):
        o = self.o
        return Student(self.vocabulary.vectors, self.labels, o.width, o.layers, o.dropout, o.design, self.sparse())

    def shares(self):
        """Share of the rate for parameters by the start of their name: what comes trained moves slowly."""
        return {"words.word.": 0.0 if self.o.frozen_words else 0.15}

    def optimizers(self):
        """Tables are touched in a few rows at a time and get an optimizer of their own."""
        kinds = {True: {}, False: {}}
        for name, parameter in self.model.named_parameters():
            share = next((v for k, v in self.shares().items() if name.startswith(k)), 1.0)
            table = name.startswith(("words.word.", "words.tables."))
            parameter.requires_grad_(parameter.requires_grad and share > 0)
            if parameter.requires_grad:
                kinds[table].setdefault(share, []).append(parameter)
        self.dense = [p for group in kinds[False].values() for p in group]
        tables, rest = ([{"params": p, "share": s} for s, p in kinds[k].items()] for k in (True, False))
        rows = torch.optim.SparseAdam if self.sparse() else RowAdam
        out = [torch.optim.AdamW(rest, betas=(0.9, 0.98), weight_decay=0.01, foreach=True)]
        return out + ([rows(tables, betas=(0.9, 0.98))] if tables else [])

    def entries(self):
        """Of one epoch: for each sentence drawn, one of its surfaces."""
        o, out = self.o, []
        shares = {"train": o.gold_share, "joined": o.joined_share, "ner_train": o.ner_share, "open": o.open_share}
        for name, pool in self.store.pools.items():
            order = np.concatenate([self.draws.permutation(len(pool)) for _ in range(math.ceil(shares[name]))] or [[]])
            chosen = pool[order[:round(len(pool) * shares[name])].astype(np.int64)]
            out.append(chosen[np.arange(len(chosen)), self.draws.integers(pool.shape[1], size=len(chosen))])
        return np.concatenate(out)

    def save(self, path):
        state = {k: v.detach().cpu() for k, v in self.model.state_dict().items()}
        torch.save({"state": state, "labels": self.labels, "dictionary": self.dictionary,
                    "words": self.vocabulary.words, "options": vars(self.o)}, path)

    def train(self):
        self.optimizer_list = self.optimizers()
        self.average = Average(self.model, self.o.average) if self.o.average else None
        self.began = self.reported = time.time()
        self.steps = 0
        for epoch in range(self.o.epochs):
            progress = self.epoch(epoch)
            last = epoch + 1 == self.o.epochs or progress >= 1
            if last or time.time() - self.reported >= 60 * self.o.report_minutes:
                self.show(full=last or epoch % 3 == 2)
                self.reported = time.time()
            if last:
                break

    def epoch(self, number):
        o, start = self.o, time.time()
        self.model.train()
        entries = self.entries()
        plan = batches(self.store.length[entries], o.tokens, self.draws)
        total, seen = torch.zeros(len(WEIGHTS), device=self.device), 0
        for i, group in enumerate(plan):
            progress = max((number + i / len(plan)) / o.epochs, (time.time() - self.began) / 60 / o.minutes)
            self.set_rate(progress)
            batch = self.store.batch(entries[group])
            total += self.step(batch)
            seen += len(batch.rows)
            if progress >= 1:
                break
        mean = dict(zip(WEIGHTS, (round(v, 3) for v in (total / (i + 1)).tolist())))
        print(f"epoch {number + 1} {seen / (time.time() - start):.0f} words/s {progress:.2f} done", mean, flush=True)
        return progress

    def step(self, batch):
        parts = losses(self.model.heads, self.model(batch), batch)
        loss = sum(WEIGHTS[k] * v for k, v in parts.items())
        self.model.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.dense, 2.0)
        for optimizer in self.optimizer_list:
            optimizer.step()
        if self.average:
            self.average.step()
        return torch.stack([parts[k].detach() for k in WEIGHTS])

    def set_rate(self, progress):
        self.steps += 1
        scale = min(1.0, self.steps / 200) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1, progress))))
        for optimizer in self.optimizer_list:
            for group in optimizer.param_groups:
                group["lr"] = self.o.rate * group["share"] * scale

    def show(self, full):
        if self.average:
            self.average.swap()
        self.save(self.o.out)
        self.report(full)
        if self.average:
            self.average.swap()

    def report(self, full):
        m, f, l, d = self.model, self.features, self.labels, self.dictionary
        dev = self.data["ewt_dev"]
        print("  EWT dev", syntax_scores(m, f, dev if full else dev[:700], l, d), flush=True)
        if full:
            print("  GUM dev", syntax_scores(m, f, self.data["gum_dev"], l, d), flush=True)
            print("  newswire", entity_scores(m, f, self.data["ner_dev"], l), flush=True)


if __name__ == "__main__":
    Run(parser().parse_args()).train()
