"""Trains the student on gold labels, and on a teacher's where there are any.

    python train_student.py --data ../../shared/data --packages PACKAGES --out student.pt [--soft soft.pkl]
"""

import argparse
import math
import pickle
import random
import time

import torch

import sentences as sets
from augment import augment
from encode import Batch, Features, Vocabulary, batches, targets
from labels import Labels, lemma_dictionary
from model import WEIGHTS, Student, losses
from score import entity_scores, syntax_scores


def options():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--data", default="../shared/data")
    p.add_argument("--packages", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--soft", nargs="*", default=[])
    p.add_argument("--start", help="go on from this student")
    p.add_argument("--epochs", type=int, default=12)
    p.add_argument("--gold-share", type=float, default=1.0, help="of the gold sentences in each epoch")
    p.add_argument("--ner-share", type=float, default=0.35, help="of the newswire sentences in each epoch")
    p.add_argument("--soft-share", type=float, default=1.0)
    p.add_argument("--tokens", type=int, default=2000, help="in a batch")
    p.add_argument("--rate", type=float, default=2e-3)
    p.add_argument("--width", type=int, default=256)
    p.add_argument("--layers", type=int, default=3)
    p.add_argument("--dropout", type=float, default=0.2)
    p.add_argument("--design", default="sru", choices=("sru", "cnn"))
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--minutes", type=float, default=1e9, help="the schedule shrinks to end by then")
    p.add_argument("--frozen-words", action="store_true", help="keep the word vectors as they come (faster)")
    p.add_argument("--seed", type=int, default=1)
    return p.parse_args()


class Run:
    def __init__(self, o):
        self.o = o
        torch.set_num_threads(o.threads)
        torch.manual_seed(o.seed)
        self.rng = random.Random(o.seed)
        self.data = sets.load(o.data)
        gold = self.data["train"]
        self.labels = Labels(gold)
        self.dictionary = lemma_dictionary(gold)
        self.vocabulary = Vocabulary.load(o.packages, (f for s in gold + self.data["ner_train"] for f in s.forms))
        self.features = Features(self.vocabulary)
        self.soft = [s for path in o.soft for s in pickle.load(open(path, "rb"))]
        if self.soft:
            self.data["ner_train"] = [s for s in self.soft if s.set == "newswire"] or self.data["ner_train"]
            self.soft = [s for s in self.soft if s.set != "newswire"]
        self.model = self.build()
        if o.start:
            self.take(torch.load(o.start, weights_only=False)["state"])

    def take(self, state):
        """What fits of another network: all of a student, or the word tables for a teacher."""
        own = self.model.state_dict()
        fits = {k: v for k, v in state.items() if k in own and own[k].shape == v.shape}
        self.model.load_state_dict(fits, strict=False)

    def build(self):
        o = self.o
        return Student(self.vocabulary.vectors, self.labels, o.width, o.layers, o.dropout, o.design)

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
        return [torch.optim.AdamW(rest, betas=(0.9, 0.98), weight_decay=0.01, foreach=True),
                torch.optim.SparseAdam(tables, betas=(0.9, 0.98))]

    def epoch_sentences(self):
        draw = lambda pool, share: self.rng.sample(pool, int(len(pool) * share))
        return (draw(self.data["train"], self.o.gold_share) + draw(self.data["ner_train"], self.o.ner_share)
                + draw(self.soft, self.o.soft_share))

    def batch(self, chosen):
        chosen = [augment(s, self.rng) for s in chosen]
        batch = Batch([self.features.sentence(s.forms, s.space_after) for s in chosen],
                      [targets(s, self.labels) for s in chosen])
        batch.sentences = chosen
        return batch

    def save(self, path):
        torch.save({"state": self.model.state_dict(),
                    "labels": self.labels, "dictionary": self.dictionary, "words": self.vocabulary.words,
                    "options": vars(self.o)}, path)

    def train(self):
        o, model = self.o, self.model
        optimizers = self.optimizers()
        began = time.time()
        progress = 0.0
        for epoch in range(o.epochs):
            model.train()
            chosen = self.epoch_sentences()
            plan = batches([len(s.forms) for s in chosen], o.tokens, self.rng)
            total, seen = {}, 0
            start = time.time()
            for i, group in enumerate(plan):
                progress = max((epoch + i / len(plan)) / o.epochs, (time.time() - began) / 60 / o.minutes)
                self.set_rate(optimizers, progress, epoch * len(plan) + i)
                batch = self.batch([chosen[j] for j in group])
                parts = losses(model.heads, model(batch), batch)
                loss = sum(WEIGHTS[k] * v for k, v in parts.items())
                model.zero_grad(set_to_none=True)
                loss.backward()
                torch.nn.utils.clip_grad_norm_(self.dense, 2.0)
                for optimizer in optimizers:
                    optimizer.step()
                for k, v in parts.items():
                    total[k] = total.get(k, 0) + v.item()
                seen += len(batch.rows)
                if i % 100 == 99:
                    print(f"  step {i + 1}/{len(plan)} loss {loss.item():.3f}", flush=True)
                if progress >= 1:
                    break
            took = time.time() - start
            print(f"epoch {epoch + 1} {took:.0f}s {seen / took:.0f} tok/s",
                  {k: round(v / (i + 1), 3) for k, v in total.items()}, flush=True)
            last = epoch + 1 == o.epochs or progress >= 1
            self.save(o.out)
            self.report(full=last or epoch % 3 == 2)
            if last:
                break

    def set_rate(self, optimizers, progress, step):
        scale = min(1.0, (step + 1) / 200) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1, progress))))
        for optimizer in optimizers:
            for group in optimizer.param_groups:
                group["lr"] = self.o.rate * group["share"] * scale

    def report(self, full):
        m, f, l, d = self.model, self.features, self.labels, self.dictionary
        dev = self.data["ewt_dev"]
        print("  EWT dev", syntax_scores(m, f, dev if full else dev[:700], l, d), flush=True)
        if full:
            print("  GUM dev", syntax_scores(m, f, self.data["gum_dev"], l, d), flush=True)
            print("  newswire", entity_scores(m, f, self.data["ner_dev"], l), flush=True)


if __name__ == "__main__":
    Run(options()).train()
