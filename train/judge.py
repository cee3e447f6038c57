"""The judge: which PLOVER category, if any, a word of a sentence tells, and who takes part. Learned from corpus/plover-open.

    python judge.py --bare ../models/en.dlm bare.dlm   (the model without the blobs of an old judge)
    python judge.py --sentences > sentences.txt
    tools/predicates/predicates ROOT meaning.f32 bare.dlm < sentences.txt > tokens.jsonl
    python judge.py --tokens tokens.jsonl --meaning meaning.f32 --model ../models/en.dlm

The blobs event.* and judge.* are put into the model file, which must be the one that made the meanings. Then run
predicates again with that model and judge.py --calibrate: it fits the confidence of records on the development part.

docs/model-format.md has the formulas, docs/coding.md the use. Test sentences have predicates that training has not seen.
"""

import argparse
import json
import pathlib
import random

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

import blobs
import taught
from clauses import Composite
from plover_open import AUX, NONE, ORDER, PARTS, REACH, Cast, Running, Sentence, nearness, number_paths, read_corpus, read_examples
from sru import SRULayer


SAID = 0.3  # least weight of a word for what a teacher says of it
AUX_FROM = 1.0  # an auxiliary mode is told from log odds of -1 on, where F1 on the development part is best


def pair_rows(told, starts, sizes):
    """What Pairs reads, for each token of examples of an event, packed from `starts` on: rows of the event's word and of the token, path, nearness."""
    join = lambda arrays: torch.from_numpy(np.concatenate([np.zeros(0, int), *arrays]))
    return (join([np.full(n, start + e.trigger) for e, start, n in zip(told, starts, sizes)]), join([np.arange(start, start + n) for start, n in zip(starts, sizes)]),
            join([e.path_rows for e in told]), join([nearness(np.arange(n) - e.trigger) for e, n in zip(told, sizes)]))


class Batch:
    """Packed examples: tokens side by side, then the candidates, then the pairs of event word and token."""

    def __init__(self, examples):
        sizes = [len(e.tokens) for e in examples]
        self.examples = examples
        self.starts = torch.tensor(np.concatenate([[0], np.cumsum(sizes)]))
        self.sentence = torch.from_numpy(np.repeat(np.arange(len(sizes)), sizes))
        self.meaning = torch.from_numpy(np.concatenate([e.meaning for e in examples]))
        self.labels = torch.tensor([x for e in examples for x in e.labels])
        self.weights = torch.tensor([x for e in examples for x in e.weights])
        self._add_candidates()
        self._add_pairs()
        self._add_aux()

    def _add_candidates(self):
        rows, before = [], 0
        for e, start in zip(self.examples, self.starts.tolist()):
            rows += [(before + n, (start + token) * PARTS + part, share) for n, part, token, share in e.pairs]
            before += len(e.words)
        candidate, cell, share = zip(*rows)
        self.candidate, self.cell, self.share = torch.tensor(candidate), torch.tensor(cell), torch.tensor(share)[:, None]

    def _add_pairs(self):
        told = [(e, s) for e, s in zip(self.examples, self.starts.tolist()) if e.trigger is not None]
        self.told = [e for e, _ in told]
        n = [len(e.tokens) for e in self.told]
        self.pair_starts = np.concatenate([[0], np.cumsum(n)]).astype(int)
        self.trigger, self.token, self.path, self.near = pair_rows(self.told, [s for _, s in told], n)
        self.roles = torch.from_numpy(np.concatenate([np.zeros((0, 2), np.float32), *(e.roles() for e in self.told)]))

    def _add_aux(self):
        """Of the candidates that are the event's word: their numbers. Of those whose auxiliary modes are marked too, and which are so."""
        words, marked, before = [], [], 0
        for e in self.examples:
            if e.trigger is not None:
                words.append(before + e.words.index(e.trigger))
            if e.aux is not None:
                marked.append((words[-1], e.aux))
            before += len(e.words)
        self.told_of = torch.tensor(words, dtype=torch.long)
        self.aux_of = torch.tensor([n for n, _ in marked], dtype=torch.long)
        self.aux = torch.tensor([aux for _, aux in marked]).reshape(-1, len(AUX))


def told_apart(logits, so):
    return F.binary_cross_entropy_with_logits(logits, so, reduction="sum")


class Pairs(nn.Module):
    """What an encoder makes of tokens [tokens, width] -> logits of who takes part [pairs, 2]: an event's word, another, and the path between them."""

    def __init__(self, width, units, path_count):
        super().__init__()
        self.trigger, self.token = nn.Linear(width, units), nn.Linear(width, units)
        self.path, self.near = nn.Embedding(path_count + 1, units), nn.Embedding(2 * REACH + 1, units)
        for table in (self.path, self.near):
            nn.init.normal_(table.weight, std=0.1)
        self.mid, self.role = nn.Linear(units, units), nn.Linear(units, 2)

    def forward(self, x, batch):
        drop = lambda hidden: F.dropout(F.relu(hidden), 0.3, self.training)
        first = self.trigger(x)[batch.trigger] + self.token(x)[batch.token] + self.path(batch.path) + self.near(batch.near)
        return self.role(drop(self.mid(drop(first))))

    def rows(self):
        """Weight and bias of trigger and token, which in a file follow those of the words in one product."""
        return [torch.cat([getattr(part, what) for part in (self.trigger, self.token)]) for what in ("weight", "bias")]

    def blobs(self, share=1.0):
        """The rest. `share`: how much the logits count."""
        return {"judge.path": self.path.weight, "judge.near": self.near.weight, "judge.mid.w": self.mid.weight, "judge.mid.b": self.mid.bias,
                "judge.role.w": share * self.role.weight, "judge.role.b": share * self.role.bias}


def output_rows(model):
    """Weight and bias of the product that gives a token's numbers: of words, then of pairs."""
    return [torch.cat(both) for both in zip((model.output.weight, model.output.bias), model.pairs.rows())]


def state_of_blobs(content, weight, bias, share=1.0):
    """The weights that output_rows() and Pairs.blobs() gave."""
    of, units = lambda name: torch.from_numpy(content["judge." + name].astype(np.float32)), content["judge.mid.b"].size
    split = [len(weight) - 2 * units, units, units]
    state = {"pairs.path.weight": of("path"), "pairs.near.weight": of("near"), "pairs.mid.weight": of("mid.w"), "pairs.mid.bias": of("mid.b"),
             "pairs.role.weight": of("role.w") / share, "pairs.role.bias": of("role.b") / share}
    for part, w, b in zip(("output", "pairs.trigger", "pairs.token"), weight.split(split), bias.split(split)):
        state |= {f"{part}.weight": w, f"{part}.bias": b}
    return state


class Judge(nn.Module):
    """Batch -> logits of the candidates [words, outcomes + 1] and of the pairs [pairs, 2]."""

    def __init__(self, meaning, width, labels, path_count, o):
        super().__init__()
        self.hidden, self.drop = o.hidden, o.drop
        self.input = nn.Linear(meaning, width)
        self.layers = nn.ModuleList(SRULayer(width) for _ in range(o.layers))
        self.output = nn.Linear(width, PARTS * o.hidden)
        self.second = nn.Linear(o.hidden, len(labels) + 1)
        self.pairs = Pairs(width, o.pair, path_count)
        self.category = torch.tensor([ORDER.index(name.split()[0]) for name in labels] + [NONE])
        self.drop_hidden = nn.Dropout(0.4)

    def encode(self, batch):
        """[tokens, width]: what the layers make of the meanings."""
        x = self.input(F.dropout(batch.meaning, self.drop, self.training))
        for layer in self.layers:
            mask = None
            if self.training:  # the same units for a whole sentence
                keep = torch.rand(len(batch.examples), x.shape[1]) >= self.drop
                mask = (keep / (1 - self.drop))[batch.sentence]
            x = layer(x, batch.starts, mask)
        return x

    def numbers(self, batch):
        """The hidden layer of the candidates, and the logits of the pairs."""
        x = F.dropout(self.encode(batch), self.drop, self.training)
        parts = self.output(x).reshape(-1, self.hidden)
        words = x.new_zeros(len(batch.labels), self.hidden).index_add(0, batch.candidate, parts[batch.cell] * batch.share)
        return self.drop_hidden(F.relu(words)), self.pairs(x, batch)

    def forward(self, batch):
        words, pairs = self.numbers(batch)
        return self.second(words), pairs

    def losses(self, batch):
        return self.loss_of(batch, *self(batch)) / len(batch.examples)

    @staticmethod
    def loss_of(batch, words, pairs):
        """Of the labels, or half of them and half of what teachers said."""
        told = (F.cross_entropy(words, batch.labels, reduction="none") * batch.weights).sum()
        told_pairs = 0.5 * told_apart(pairs, batch.roles)
        if batch.examples[0].said is not None:
            said = torch.cat([e.said for e in batch.examples]).float()
            said_pairs = torch.cat([torch.zeros(0, 2), *(e.said_pairs for e in batch.told)]).float()
            told = (told + (F.cross_entropy(words, said, reduction="none") * batch.weights.clamp(min=SAID)).sum()) / 2
            told_pairs = (told_pairs + 0.5 * told_apart(pairs, said_pairs)) / 2
        return told + told_pairs

    def by_category(self, logits):
        joint = torch.softmax(logits, 1)
        return torch.zeros(len(joint), NONE + 1).index_add(1, self.category, joint)


def outputs(model, examples):
    """Over the candidates: logits and labels. Over the pairs: for each role, phrases found, told, in the gold."""
    model.eval()
    logits, labels, weights, found = [], [], [], np.zeros((2, 3))
    with torch.no_grad():
        for i in range(0, len(examples), 64):
            batch = Batch(examples[i:i + 64])
            words, pairs = model(batch)
            logits.append(words)
            labels.append(batch.labels)
            weights.append(batch.weights)
            for e, start in zip(batch.told, batch.pair_starts):
                for role, gold in enumerate(e.heads):
                    told = (pairs[start:start + len(e.tokens), role] > 0).nonzero()[:, 0].tolist()
                    found[role] += sum(any(t in inside for _, inside in gold) for t in told), len(told), len(gold)
    model.train()
    return torch.cat(logits), torch.cat(labels), torch.cat(weights), found


def scores_of_words(model, logits, labels, weights):
    p, y = model.by_category(logits).numpy(), model.category[labels].numpy()
    p, y = p[weights == 1], y[weights == 1]
    told = y != NONE
    sure, best = p[:, :NONE].max(1), p[:, :NONE].argmax(1)
    right = (best == y) & told
    f1 = max((2 * (right & (sure >= t)).sum() / ((sure >= t).sum() + told.sum()), t) for t in np.arange(0.2, 0.9, 0.05))
    return f"category given the word {right[told].mean():.3f}  word and category F1 {f1[0]:.3f} from {f1[1]:.2f} on"


def told_roles(found):
    roles = [2 * f[0] / max(1, f[1] + f[2]) for f in found]
    return f"actor F1 {roles[0]:.3f}  recipient F1 {roles[1]:.3f}"


def scores(model, examples):
    logits, labels, weights, found = outputs(model, examples)
    return f"{scores_of_words(model, logits, labels, weights)}  {told_roles(found)}"


def scores_of_pairs(model, examples):
    return told_roles(outputs(model, examples)[3])


def split(examples, o):
    """By part; in training, sentences of articles, being few, count o.often times, and of those made of clauses there are o.clauses."""
    sets = {name: [e for e in examples if e.part == name and e.words and not e.running] for name in ("train", "dev", "test")}
    for part in ("dev", "test"):
        sets[f"articles {part}"] = [e for e in examples if e.part == part and e.words and e.running]
    sets["casts dev"] = [e for e in examples if e.part == "casts dev" and e.words]
    if o.clauses is not None:
        made = [e for e in sets["train"] if isinstance(e.sentence, Composite)]
        sets["train"] = [e for e in sets["train"] if not isinstance(e.sentence, Composite)]
        sets["train"] += random.Random(o.seed).sample(made, min(o.clauses, len(made)))
    sets["train"] += o.often * [e for e in examples if e.part == "train" and e.words and e.running]
    return sets


def last_examples(examples):
    """Those of articles, and as many sentences and clauses: what running text is like comes last."""
    of_article = lambda e: e.running or isinstance(e.sentence, Cast)
    articles = [e for e in examples if of_article(e)]
    rest = [e for e in examples if not of_article(e)]
    return articles + random.sample(rest, min(len(articles), len(rest)))


def report(model, sets, part):
    of = lambda name: scores(model, sets[name])
    casts = f"  their participants: {scores_of_pairs(model, sets['casts dev'])}" if part == "dev" and sets["casts dev"] else ""
    return f"{of(part)}  articles: {of('articles ' + part)}{casts}"


def train(model, examples, sets, o, epochs, rate):
    examples = list(examples)
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=0.05)
    steps = epochs * -(-len(examples) // o.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps, pct_start=0.15)
    for epoch in range(epochs):
        random.shuffle(examples)
        for i in range(0, len(examples), o.batch):
            loss = model.losses(Batch(examples[i:i + o.batch]))
            optimizer.zero_grad()
            loss.backward()
            if torch.isfinite(nn.utils.clip_grad_norm_(model.parameters(), 5.0)):
                optimizer.step()
            else:
                print("a step without a finite gradient is left out", flush=True)
            schedule.step()
        if epoch % 3 == 2 or epoch + 1 == epochs:
            print(f"epoch {epoch + 1} loss {loss.item():.3f}  dev: {report(model, sets, 'dev')}", flush=True)


def calibrate(model, dev):
    """The temperature under which the development half is most probable."""
    logits, labels, weights, _ = outputs(model, dev)
    loss = {t / 20: (F.cross_entropy(logits / (t / 20), labels, reduction="none") * weights).sum().item() for t in range(10, 80)}
    best = min(loss, key=loss.get)
    with torch.no_grad():
        model.second.weight /= best
        model.second.bias /= best
    return best


def threshold(model, dev):
    """The probability from which on a category speaks: best F1 of word and category on the development half."""
    logits, labels, weights, _ = outputs(model, dev)
    p, y = model.by_category(logits).numpy()[weights == 1], model.category[labels].numpy()[weights == 1]
    top, best = p[:, :NONE].max(1), p[:, :NONE].argmax(1)

    def f1(at):
        speaks = top >= at
        return 2 * (speaks & (best == y)).sum() / max(1, speaks.sum() + (y != NONE).sum())

    return max((t / 100 for t in range(20, 95, 5)), key=f1)


def odds(p):
    p = np.clip(p, 0.001, 0.999)
    return np.log(p / (1 - p))


def calibrate_records(corpus, lines):
    """[2][4]: logistic regression of "the record is right" for records by frames, then by the judge. Right: the category
    of the event mark it stands on. Wrong: another category there, or any other record of an article's sentence or of one
    without an event."""
    rows = {True: [], False: []}
    for sentence, line in zip(corpus, lines, strict=True):
        for trigger, kind, sure, by_frame, p_type, p_none, *_ in line["events"]:
            begin = line["tokens"][trigger][0]
            told = any(b <= begin < e for b, e in sentence.marks("E"))
            if told or sentence.category == "NONE" or isinstance(sentence, Running):
                right = any(kind == k and b <= begin < e for k, _, marks in sentence.events for b, e in marks)
                x = [1.0, odds(sure), np.log(p_type + 1e-3), np.log(p_none + 1e-3)]
                rows[by_frame].append((x, float(right)))
    return np.stack([regression(*(torch.tensor(np.array(v), dtype=torch.float32) for v in zip(*rows[by]))) for by in (True, False)])


def calibrate_aux(corpus, lines):
    """[4][3]: logistic regression of "the event has the auxiliary mode" for those whose sentence was read again."""
    rows = []
    for sentence, line in zip(corpus, lines, strict=True):
        if not isinstance(sentence, Sentence) or sentence.category == "NONE":
            continue
        for trigger, kind, *_, said, odds in line["events"]:
            begin = line["tokens"][trigger][0]
            if any(odds) and kind == sentence.category and any(b <= begin < e for b, e in sentence.marks("E")):
                rows.append([([1.0, odds[k], float(said >> k & 1)], float(name in sentence.aux.split(","))) for k, name in enumerate(AUX)])
    weights = np.stack([regression(*(torch.tensor(np.array(v), dtype=torch.float32) for v in zip(*of))) for of in zip(*rows)])
    weights[:, 0] += AUX_FROM
    return weights


def regression(x, y, ridge=0.01):
    w = torch.zeros(x.shape[1], requires_grad=True)
    optimizer = torch.optim.LBFGS([w], max_iter=200)

    def step():
        optimizer.zero_grad()
        loss = F.binary_cross_entropy_with_logits(x @ w, y) + ridge * (w[1:] ** 2).sum()
        loss.backward()
        return loss

    optimizer.step(step)
    print(f"{len(y)} records, {y.mean():.3f} right, weights {w.detach().numpy().round(2)}")
    return w.detach().numpy()


def bare(path):
    """A model file's blobs without those of a judge."""
    return {k: v for k, v in blobs.read(path).items() if not k.startswith(("judge.", "event."))}


def export(model, labels, paths, speak, path):
    """f16 matrices, f32 the rest."""
    weight, bias = output_rows(model)
    half = {"event.in.w": model.input.weight, "event.out.w": weight}
    full = {"event.in.b": model.input.bias, "event.out.b": bias}
    for i, layer in enumerate(model.layers):
        half[f"event.{i}.w"] = layer.product.weight
        full |= {f"event.{i}.b": layer.product.bias, f"event.{i}.v": layer.v, f"event.{i}.g": layer.norm.weight, f"event.{i}.n": layer.norm.bias}
    full |= {"judge.2w": model.second.weight, "judge.2b": model.second.bias, "judge.speak": torch.tensor([speak])} | model.pairs.blobs()
    content = bare(path)
    content |= {k: v.detach().numpy().astype("<f2") for k, v in half.items()}
    content |= {k: v.detach().numpy().astype("<f4") for k, v in full.items()}
    content["judge.labels"] = "".join(f"{name}\n" for name in labels)
    content["judge.paths"] = "".join(f"{name}\n" for name in paths)
    blobs.write(path, content)


def judge_in(file, meaning):
    """The judge of a model file, as export() wrote it, and the names of its paths."""
    content, o = blobs.read(file), parser().parse_args([])
    labels, paths = (blobs.lines(content["judge." + name]) for name in ("labels", "paths"))
    o.hidden, o.pair, o.layers = content["judge.2w"].shape[1], content["judge.mid.b"].size, 0
    while f"event.{o.layers}.w" in content:
        o.layers += 1
    model = Judge(meaning, content["event.in.b"].size, labels, len(paths), o)
    names = {"input.weight": "event.in.w", "input.bias": "event.in.b", "second.weight": "judge.2w", "second.bias": "judge.2b"}
    for i in range(o.layers):
        parts = {"product.weight": "w", "product.bias": "b", "v": "v", "norm.weight": "g", "norm.bias": "n"}
        names |= {f"layers.{i}.{part}": f"event.{i}.{blob}" for part, blob in parts.items()}
    of = lambda blob: torch.from_numpy(content[blob].astype(np.float32))
    model.load_state_dict({k: of(blob) for k, blob in names.items()} | state_of_blobs(content, of("event.out.w"), of("event.out.b")))
    return model, paths


def hear(examples, file):
    """Gives examples what second_reader.py --say, or taught.py, wrote of them."""
    if file.endswith(".npz"):
        return print(f"of {taught.hear(examples, file)} of {len(examples)} sentences it is known what teachers said")
    for e, of in zip(examples, torch.load(file), strict=True):
        if len(of[0]) != len(e.words):
            raise SystemExit(f"{file}: of another corpus")
        e.said, e.said_pairs, e.said_aux = of


def parser():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    here = pathlib.Path(__file__).resolve().parent
    p.add_argument("--corpus", default=here.parent / "corpus" / "plover-open")
    p.add_argument("--sentences", nargs="?", const="", choices=("", "dev"), help="print the sentences, or those of the dev part, one a line, and stop")
    p.add_argument("--bare", nargs=2, metavar=("FROM", "TO"), help="copy a model file without its judge, and stop")
    p.add_argument("--calibrate", action="store_true", help="only fit the confidence of records, on --tokens of the dev part")
    p.add_argument("--tokens")
    p.add_argument("--meaning")
    p.add_argument("--model", help="put the judge into this model file")
    p.add_argument("--layers", type=int, default=2)
    p.add_argument("--hidden", type=int, default=224)
    p.add_argument("--pair", type=int, default=128)
    p.add_argument("--drop", type=float, default=0.35)
    p.add_argument("--epochs", type=int, default=7)
    p.add_argument("--finish", type=int, default=2, help="epochs at the end in which half the sentences are of articles")
    p.add_argument("--state", help="keep the network here before those; where the file exists, go on from it")
    p.add_argument("--keep", help="write the finished network here")
    p.add_argument("--clauses", type=int, help="how many of the sentences made of clauses to learn from; all if not given")
    p.add_argument("--often", type=int, default=2, help="how many times sentences of articles count")
    p.add_argument("--said", help="what second_reader.py --say wrote: learn it beside the labels")
    p.add_argument("--batch", type=int, default=32)
    p.add_argument("--rate", type=float, default=2e-3)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--seed", type=int, default=1)
    return p


def set_up(o):
    torch.manual_seed(o.seed)
    random.seed(o.seed)
    torch.set_num_threads(o.threads)
    torch.set_flush_denormal(True)  # else the last epochs are slow


def keep_network(model, labels, paths, file, **more):
    torch.save({"state": model.state_dict(), "labels": labels, "paths": paths} | more, file)


def kept_network(file, labels):
    kept = torch.load(file)
    if kept["labels"] != labels:
        raise SystemExit(f"{file}: a network of other labels")
    return kept


def main():
    p = parser()
    p.add_argument("--begin", help="a model file with a judge: only the last epochs, from its network")
    o = p.parse_args()
    if o.bare:
        return blobs.write(o.bare[1], bare(o.bare[0]))
    corpus = read_corpus(o.corpus)
    if o.sentences is not None:
        return print("\n".join(s.text for s in corpus if o.sentences in ("", s.part)))
    set_up(o)
    if o.calibrate:
        lines = [json.loads(line) for line in open(o.tokens, encoding="utf-8")]
        dev, content = [s for s in corpus if s.part == "dev"], blobs.read(o.model)
        content["judge.mix"] = calibrate_records(dev, lines).astype("<f4")
        if "judge.aux.w" in content:
            content["judge.aux.mix"] = calibrate_aux(dev, lines).astype("<f4")
        return blobs.write(o.model, content)
    examples, labels = read_examples(corpus, o.tokens, o.meaning)
    kept = kept_network(o.state, labels) if o.state and pathlib.Path(o.state).exists() else {}
    begun, begun_paths = judge_in(o.begin, examples[0].meaning.shape[1]) if o.begin else (None, None)
    paths = number_paths(examples, begun_paths or kept.get("paths"))
    sets = split(examples, o)
    print({name: len(some) for name, some in sets.items()}, "sentences,", len(labels), "labels,", len(paths), "paths")
    if o.said:
        hear(sets["train"], o.said)
    width = blobs.read(o.model)["input.b"].size if o.model else 288
    model = begun or Judge(examples[0].meaning.shape[1], width, labels, len(paths), o)
    if kept:
        model.load_state_dict(kept["state"])
    elif not begun:
        train(model, sets["train"], sets, o, o.epochs, o.rate)
        if o.state:
            keep_network(model, labels, paths, o.state)
    train(model, last_examples(sets["train"]), sets, o, o.finish, o.rate / 5)
    if o.keep:
        keep_network(model, labels, paths, o.keep)
    both = sets["dev"] + sets["articles dev"]
    print(f"temperature {calibrate(model, both):.2f}")
    speak = threshold(model, both)
    print(f"speaks from {speak:.2f} on\ntest: {report(model, sets, 'test')}")
    if o.model:
        export(model, labels, paths, speak, o.model)


if __name__ == "__main__":
    main()
