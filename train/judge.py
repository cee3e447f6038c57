"""The judge: which PLOVER category, if any, a word of a sentence tells. Learned from corpus/plover-open.

    tools/predicates/predicates ROOT meaning.f32 < sentences.txt > tokens.jsonl   (judge.py --sentences prints them)
    python judge.py --tokens tokens.jsonl --meaning meaning.f32 --model ../models/en.dlm

The blobs judge.* are put into the model file, which must be the one that made the meanings. Then run predicates again
with that model and judge.py --calibrate: it fits the confidence of records on the development part.

A word is seen as its own meaning (Syntax::meaning: word vector and encoder state) and those of its subject, object,
oblique and head; docs/coding.md has the formula. Test sentences have predicates that training has not seen.
"""

import argparse
import collections
import json
import pathlib
import re

import numpy as np
import torch
from torch import nn

import blobs

MARK = re.compile(r"\{([ARETPSC]):([^{}=]*)(?:=([^{}]*))?\}")
ORDER = ("agree consult support cooperate aid concede request accuse reject threaten protest sanction mobilize coerce "
         "assault retreat").upper().split()  # dateline/doc/events.h
MODE_MIN = 10  # sentences of the train part, below which a mode is not learned
NONE = len(ORDER)
ROLES = (("nsubj", "nsubj:pass", "obl:agent"), ("obj", "iobj", "xcomp", "ccomp"), ("obl", "nmod", "nmod:poss", "compound"))
CANDIDATES = {"VERB", "NOUN", "ADJ"}


def fnv1a(text):
    h = 0xCBF29CE484222325
    for byte in text.encode():
        h = (h ^ byte) * 0x100000001B3 % 2**64
    return h


def part(category, predicate, sentence):
    """dev, test or train: by predicate, so that the test has unseen ones; without an event, by sentence."""
    return {0: "dev", 1: "test"}.get(fnv1a(sentence if category == "NONE" else predicate) % 10, "train")


class Sentence:
    def __init__(self, category, fields):
        self.category = category
        self.predicate, self.mode, self.contexts, self.aux, marked = fields
        self.spans, self.text, at = [], "", 0
        for m in MARK.finditer(marked):
            self.text += marked[at:m.start()]
            begin = len(self.text.encode())
            self.text += m.group(2)
            self.spans.append((m.group(1), begin, len(self.text.encode()), m.group(3)))
            at = m.end()
        self.text += marked[at:]
        self.part = part(category, self.predicate, self.text)


def read_corpus(folder):
    out = []
    for file in sorted(pathlib.Path(folder).glob("*.tsv")):
        category = file.stem.split("-")[0]
        for line in file.read_text(encoding="utf-8").splitlines():
            fields = line.split("\t")
            if line and not line.startswith("#") and len(fields) == 5:
                out.append(Sentence(category, fields))
    return out


def depth(tokens, i):
    steps = 0
    while tokens[i][4] >= 0 and steps < 200:
        i, steps = tokens[i][4], steps + 1
    return steps


def inputs(tokens, meaning, i):
    """The word itself, then the means of the word vectors and states of its dependents by role, then its head."""
    parts = [meaning[i]]
    for role in ROLES:
        rows = [j for j, t in enumerate(tokens) if t[4] == i and t[5] in role]
        parts.append(meaning[rows].mean(0) if rows else np.zeros_like(meaning[0]))
    head = tokens[i][4]
    parts.append(meaning[head] if head >= 0 else np.zeros_like(meaning[0]))
    return np.concatenate(parts)


def outcomes(corpus):
    """What a word may tell, as "CATEGORY mode" ("-": none); no event is the last, beyond the list."""
    seen = collections.Counter((s.category, s.mode) for s in corpus if s.part == "train" and s.category != "NONE")
    return [f"{c} -" for c in ORDER] + sorted(f"{c} {m}" for (c, m), n in seen.items() if m != "-" and n >= MODE_MIN)


def examples(sentence, tokens, meaning, index):
    """(inputs, label, weight) of each candidate word."""
    spans = lambda kinds: [(b, e) for k, b, e, _ in sentence.spans if k in kinds]
    within = lambda t, kinds: any(b <= t[0] and t[1] <= e for b, e in spans(kinds))
    told = [i for i, t in enumerate(tokens) if within(t, "E") and t[3] in CANDIDATES]
    trigger = min(told, key=lambda i: depth(tokens, i), default=None)
    for i, t in enumerate(tokens):
        if t[3] not in CANDIDATES or (i in told and i != trigger):
            continue
        x = inputs(tokens, meaning, i)
        if i == trigger and sentence.category != "NONE":
            plain = index[f"{sentence.category} -"]
            yield x, index.get(f"{sentence.category} {sentence.mode}", plain), 1.0
        else:
            sure = sentence.category == "NONE" or within(t, "ARPTSC")
            yield x, len(index), 1.0 if sure else 0.3


class Judge(nn.Module):
    def __init__(self, width, hidden, labels):
        super().__init__()
        self.norm = nn.BatchNorm1d(width)
        self.first, self.second = nn.Linear(width, hidden), nn.Linear(hidden, len(labels) + 1)
        self.category = torch.tensor([ORDER.index(n.split()[0]) for n in labels] + [NONE])
        self.drop_in, self.drop = nn.Dropout(0.2), nn.Dropout(0.4)

    def forward(self, x):
        return self.second(self.drop(torch.relu(self.first(self.drop_in(self.norm(x))))))


def by_category(model, data):
    """Probabilities of the categories and of none; the gold categories."""
    with torch.no_grad():
        joint = torch.softmax(model(data["x"]), 1)
        p = torch.zeros(len(joint), NONE + 1).index_add(1, model.category, joint)
    return p.numpy(), model.category[data["y"]].numpy()


def scores(model, data):
    p, y = by_category(model, data)
    told = y != NONE
    best = p.argmax(1)
    found = (best == y) & told
    precision = found.sum() / max(1, (best != NONE).sum())
    recall = found.sum() / told.sum()
    category = p[told, :NONE].argmax(1) == y[told]
    sure, right = p[best != NONE].max(1), (best == y)[best != NONE]
    bins = np.minimum((sure * 10).astype(int), 9)
    ece = sum(abs(sure[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in set(bins))
    return (f"category given the word {category.mean():.3f}  word and category: precision {precision:.3f} "
            f"recall {recall:.3f}  calibration error {ece:.3f}")


def train(model, data, dev, o):
    optimizer = torch.optim.AdamW(model.parameters(), lr=o.rate, weight_decay=0.05)
    count = len(data["y"])
    steps = o.epochs * (count // o.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, o.rate, total_steps=steps)
    for epoch in range(o.epochs):
        model.train()
        order = torch.randperm(count)
        for i in range(count // o.batch):
            rows = order[i * o.batch:(i + 1) * o.batch]
            loss = nn.functional.cross_entropy(model(data["x"][rows]), data["y"][rows], reduction="none")
            loss = (loss * data["w"][rows]).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
        model.eval()
        if epoch % 5 == 4 or epoch + 1 == o.epochs:
            print(f"epoch {epoch + 1} loss {loss.item():.3f}  dev: {scores(model, dev)}", flush=True)


def calibrate(model, dev):
    """The temperature under which the development half is most probable."""
    with torch.no_grad():
        logits = model(dev["x"])
        loss = {t / 20: nn.functional.cross_entropy(logits / (t / 20), dev["y"]).item() for t in range(10, 80)}
        best = min(loss, key=loss.get)
        model.second.weight /= best
        model.second.bias /= best
    return best


def threshold(model, dev):
    """The probability from which on a category speaks: best F0.5 of word and category on the development half, for a
    wrong record costs a reader more than a missing one."""
    p, y = by_category(model, dev)
    top, best = p[:, :NONE].max(1), p[:, :NONE].argmax(1)

    def f_half(at):
        speaks = top >= at
        right = (speaks & (best == y)).sum()
        return 1.25 * right / max(1, speaks.sum() + 0.25 * (y != NONE).sum())

    return max((t / 100 for t in range(20, 95, 5)), key=f_half)


def odds(p):
    p = np.clip(p, 0.001, 0.999)
    return np.log(p / (1 - p))


def calibrate_records(corpus, lines):
    """[2][4]: logistic regression of "the record is right" for records by frames, then by the judge. Right: the category
    of the event mark it stands on. Wrong: another category there, or any record of a sentence without an event."""
    rows = {True: [], False: []}
    for sentence, line in zip(corpus, lines, strict=True):
        if sentence.part != "dev":
            continue
        for trigger, kind, sure, by_frame, p_type, p_none in line["events"]:
            begin = line["tokens"][trigger][0]
            told = any(k == "E" and b <= begin < e for k, b, e, _ in sentence.spans)
            if told or sentence.category == "NONE":
                x = [1.0, odds(sure), np.log(p_type + 1e-3), np.log(p_none + 1e-3)]
                rows[by_frame].append((x, float(kind == sentence.category)))
    return np.stack([regression(*(torch.tensor(np.array(v), dtype=torch.float32) for v in zip(*rows[by]))) for by in (True, False)])


def regression(x, y, ridge=0.01):
    w = torch.zeros(x.shape[1], requires_grad=True)
    optimizer = torch.optim.LBFGS([w], max_iter=200)

    def step():
        optimizer.zero_grad()
        loss = nn.functional.binary_cross_entropy_with_logits(x @ w, y) + ridge * (w[1:] ** 2).sum()
        loss.backward()
        return loss

    optimizer.step(step)
    print(f"{len(y)} records, {y.mean():.3f} right, weights {w.detach().numpy().round(2)}")
    return w.detach().numpy()


def export(model, labels, speak, path):
    with torch.no_grad():
        scale = model.norm.weight / torch.sqrt(model.norm.running_var + model.norm.eps)
        shift = model.norm.bias - model.norm.running_mean * scale
        arrays = {"1w": (model.first.weight * scale).T, "1b": model.first.bias + model.first.weight @ shift,
                  "2w": model.second.weight, "2b": model.second.bias, "speak": torch.tensor([speak])}
        content = {k: v for k, v in blobs.read(path).items() if not k.startswith("judge.")} | {f"judge.{k}": v.numpy().astype("<f4") for k, v in arrays.items()}
        content["judge.labels"] = "".join(f"{name}\n" for name in labels)
    blobs.write(path, content)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    here = pathlib.Path(__file__).resolve().parent
    p.add_argument("--corpus", default=here.parent / "corpus" / "plover-open")
    p.add_argument("--sentences", action="store_true", help="print the sentences, one a line, and stop")
    p.add_argument("--calibrate", action="store_true", help="only fit the confidence of records")
    p.add_argument("--tokens")
    p.add_argument("--meaning")
    p.add_argument("--model", help="put the judge into this model file")
    p.add_argument("--hidden", type=int, default=192)
    p.add_argument("--epochs", type=int, default=24)
    p.add_argument("--batch", type=int, default=256)
    p.add_argument("--rate", type=float, default=1e-3)
    p.add_argument("--seed", type=int, default=1)
    o = p.parse_args()
    corpus = read_corpus(o.corpus)
    if o.sentences:
        return print("\n".join(s.text for s in corpus))
    torch.manual_seed(o.seed)
    torch.set_num_threads(1)
    lines = [json.loads(line) for line in open(o.tokens, encoding="utf-8")]
    if o.calibrate:
        mix = calibrate_records(corpus, lines).astype("<f4")
        return blobs.write(o.model, blobs.read(o.model) | {"judge.mix": mix})
    labels = outcomes(corpus)
    index = {name: i for i, name in enumerate(labels)}
    flat = np.fromfile(o.meaning, np.float32)
    width = len(flat) // sum(len(line["tokens"]) for line in lines)
    flat, at, sets = flat.reshape(-1, width), 0, {}
    for sentence, line in zip(corpus, lines, strict=True):
        n = len(line["tokens"])
        sets.setdefault(sentence.part, []).extend(examples(sentence, line["tokens"], flat[at:at + n], index))
        at += n
    tensors = {}
    for name, rows in sets.items():
        x, y, w = zip(*rows)
        tensors[name] = {"x": torch.from_numpy(np.stack(x)), "y": torch.tensor(y), "w": torch.tensor(w)}
        print(name, len(y), "words", sum(v != len(labels) for v in y), "events")
    model = Judge(tensors["train"]["x"].shape[1], o.hidden, labels)
    train(model, tensors["train"], tensors["dev"], o)
    print(f"temperature {calibrate(model, tensors['dev']):.2f}")
    speak = threshold(model, tensors["dev"])
    print(f"speaks from {speak:.2f} on\ntest: {scores(model, tensors['test'])}")
    if o.model:
        export(model, labels, speak, o.model)


if __name__ == "__main__":
    main()
