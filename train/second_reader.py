"""The second reader: a pretrained encoder (bert.py) fine-tuned to say what the judge says, from the words alone. The coder
asks it where the judge is in doubt.

    python second_reader.py --packages PACKAGES --tokens tokens.jsonl --keep large.pt
    python second_reader.py --packages PACKAGES --tokens tokens.jsonl --begin large.pt --teacher large.pt --keep second.pt
    python second_reader.py --packages PACKAGES --tokens tokens.jsonl --meaning meaning.f32 --start second.pt \
        --model ../models/en.dlm --out ../models/en.second.dlm

The tokens and meanings are those of judge.py. The first fine-tunes the encoder, in about 45 minutes of two cores. The second makes it
a third faster: of the units between its layers it keeps those that count most, and learns what a teacher says, here the first one; as
long again. The third fits how much each counts, on the development part, and writes the file, whose formulas docs/model-format.md has.
"""

import os
import random
import time
import types

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn
from torch.nn.utils.rnn import pad_sequence

import blobs
import judge
from bert import NORMS_OF_LAYER, PARTS_OF_LAYER, Bert, Pieces, half_precision, kept_pieces
from export import eighth
from plover_open import AUX, NONE, number_paths, read_corpus, read_examples

HERE = os.path.dirname(os.path.abspath(__file__))
RARE = 4  # weight of the auxiliary modes, which few sentences have


class SecondReader(judge.Judge):
    """What judge.Judge gives, from the pieces of the words instead of the meanings."""

    def __init__(self, folder, labels, path_count, o):
        o.layers = 0  # of judge.Judge
        bert = Bert(folder, frozen=o.frozen)
        super().__init__(1, bert.width, labels, path_count, o)
        self.input = None
        self.aux = nn.Linear(o.hidden, len(AUX))
        self.pieces, self.bert = Pieces(folder), bert

    def say(self, batch):
        """Logits of the candidates, of the pairs, and of the candidates' auxiliary modes."""
        words, pairs = self.numbers(batch)
        return self.second(words), pairs, self.aux(words)

    def losses(self, batch):
        words, pairs, aux = self.say(batch)
        told_aux = judge.told_apart(aux[batch.aux_of], batch.aux)
        heard = [n for n, e in enumerate(batch.told) if e.said_aux is not None]
        if heard:
            said_aux = torch.stack([batch.told[n].said_aux for n in heard]).float()
            told_aux = (told_aux + judge.told_apart(aux[batch.told_of[heard]], said_aux)) / 2
        return (self.loss_of(batch, words, pairs) + RARE * told_aux) / len(batch.examples)

    def teach(self, examples, share):
        """Adds what it says of examples, as probabilities of outcomes, pairs and auxiliary modes, to what others said: `share` of it."""
        self.eval()
        number_paths(examples, self.paths)
        for some in in_batches(list({id(e): e for e in examples}.values()), 64):
            batch = judge.Batch(some)
            with torch.no_grad():
                words, pairs, aux = self.say(batch)
            for e, said in zip(some, (share * torch.softmax(words, 1)).half().split([len(e.words) for e in some])):
                e.said = said.clone() if e.said is None else e.said + said
                e.below = None  # of this one's encoder
            for e, said in zip(batch.told, (share * torch.sigmoid(pairs)).half().split([len(e.tokens) for e in batch.told])):
                e.said_pairs = said.clone() if e.said_pairs is None else e.said_pairs + said
            for e, said in zip(batch.told, (share * torch.sigmoid(aux[batch.told_of])).half()):
                e.said_aux = said.clone() if e.said_aux is None else e.said_aux + said

    def take(self, state):
        """The weights of a network that may have been cut."""
        for i, layer in enumerate(self.bert.layers):
            layer.keep(range(len(state[f"bert.layers.{i}.up.bias"])))
        units, paths = len(state["pairs.mid.bias"]), len(state["pairs.path.weight"]) - 1
        self.pairs = judge.Pairs(self.bert.width, units, paths)
        as_it_comes = ("bert.token.weight", "bert.position", "bert.norm.weight", "bert.norm.bias")  # never trained, nor read from shipped files
        own = {name: self.state_dict()[name] for name in ("aux.weight", "aux.bias", *as_it_comes)}  # older ones lack aux
        self.load_state_dict(own | state)

    def cut(self, inner, examples):
        """Leaves each layer `inner` units between its halves: those that most moves, over the examples, what comes out."""
        if all(len(layer.up.bias) <= inner for layer in self.bert.layers):
            return
        sizes = [torch.zeros(layer.up.out_features) for layer in self.bert.layers]

        def measured(size):
            def add(_, inputs):
                size.add_(inputs[0].float().square().sum((0, 1)))
            return add

        hooks = [layer.down.register_forward_pre_hook(measured(size)) for layer, size in zip(self.bert.layers, sizes)]
        self.eval()
        with torch.no_grad():
            for i in range(0, len(examples), 64):
                self(judge.Batch(examples[i:i + 64]))
        for hook, layer, size in zip(hooks, self.bert.layers, sizes):
            hook.remove()
            layer.keep((size.sqrt() * layer.down.weight.norm(dim=0)).topk(inner)[1].sort()[0])
        self.train()

    def encode(self, batch):
        """[tokens, width]: the means over the pieces of each token."""
        examples = batch.examples
        self._read([e for e in examples if e.below is None])
        x = pad_sequence([torch.from_numpy(e.below) for e in examples], batch_first=True).float()
        sizes = torch.tensor([len(e.below) for e in examples])
        with half_precision():
            x = self.bert.above(x, torch.arange(x.shape[1]) < sizes[:, None])[-1]
        row = torch.from_numpy(np.repeat(np.arange(len(examples)), [len(e.owner) for e in examples]))
        column = torch.from_numpy(np.concatenate([np.arange(len(e.owner)) + 1 for e in examples]))
        owner = torch.from_numpy(np.concatenate([e.owner + start for e, start in zip(examples, batch.starts.tolist())]))
        total = len(batch.sentence)
        count = torch.bincount(owner, minlength=total).clamp(min=1)[:, None]
        return torch.zeros(total, self.bert.width).index_add(0, owner, x.float()[row, column]) / count

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
        table, sizes = pad_sequence(rows, batch_first=True), torch.tensor([len(row) for row in rows])
        with half_precision():
            below = self.bert.below(table, torch.arange(table.shape[1]) < sizes[:, None])[-1].half().numpy()
        for e, pieces, row in zip(examples, rows, below):
            e.below = row[:len(pieces)].copy()


def reader_of(o, kept=None):
    """One of o.labels and o.paths, or one that was kept."""
    kept = kept or {"paths": o.paths}
    encoder = kept.get("encoder", o.encoder)
    model = SecondReader(os.path.join(o.packages, encoder, "model"), o.labels, len(kept["paths"]), o)
    model.encoder, model.labels, model.paths = encoder, o.labels, kept["paths"]
    if "state" in kept:
        model.take(kept["state"])
    return model


def kept_reader(file, labels):
    """A network that --keep wrote, or that of a shipped file, from its 8 bits."""
    if not file.endswith(".dlm"):
        return judge.kept_network(file, labels)
    content = blobs.read(file)
    if blobs.lines(content["judge.labels"]) != labels:
        raise SystemExit(f"{file}: a network of other labels")
    matrix = lambda name: torch.from_numpy(content[name].astype(np.float32) * content[f"{name}.scale"][:, None])
    full = lambda name, share=1.0: torch.from_numpy(content[name] / share)
    of_words, of_pairs = content["judge.own_share"]
    state = {"second.weight": full("judge.2w", of_words), "second.bias": full("judge.2b", of_words),
             "aux.weight": full("judge.aux.w"), "aux.bias": full("judge.aux.b")}
    state |= judge.state_of_blobs(content, matrix("out.w"), full("out.b"), of_pairs)
    i = 0
    while f"bert.{i}.up.w" in content:
        for blob, module in PARTS_OF_LAYER:
            state |= {f"bert.layers.{i}.{module}.weight": matrix(f"bert.{i}.{blob}.w"), f"bert.layers.{i}.{module}.bias": full(f"bert.{i}.{blob}.b")}
        for blob, module in NORMS_OF_LAYER:
            state |= {f"bert.layers.{i}.{module}.weight": full(f"bert.{i}.{blob}.g"), f"bert.layers.{i}.{module}.bias": full(f"bert.{i}.{blob}.n")}
        i += 1
    return {"state": state, "paths": blobs.lines(content["judge.paths"])}


def keep(model, file):
    judge.keep_network(model, model.labels, model.paths, file, encoder=model.encoder)


def groups_of(model, o):
    own = [p for n, p in model.named_parameters() if not n.startswith("bert.")]
    bert = [p for p in model.bert.layers[o.frozen:].parameters()]
    return [{"params": own, "lr": o.rate}, {"params": bert, "lr": o.bert_rate}]


def in_batches(examples, size):
    """Of sentences about as long as each other, in a random order."""
    random.shuffle(examples)
    blocks = [sorted(examples[i:i + 16 * size], key=lambda e: len(e.tokens)) for i in range(0, len(examples), 16 * size)]
    batches = [block[i:i + size] for block in blocks for i in range(0, len(block), size)]
    random.shuffle(batches)
    return batches


def train(model, epochs, sets, o):
    """`epochs`: the examples of each."""
    steps = [batch for examples in epochs for batch in in_batches(list(examples), o.batch)]
    ends = np.cumsum([-(-len(examples) // o.batch) for examples in epochs]).tolist()
    optimizer = torch.optim.AdamW(groups_of(model, o), weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, [o.rate, o.bert_rate], total_steps=len(steps), pct_start=0.1, anneal_strategy="linear")
    began, losses = time.time(), []
    for n, some in enumerate(steps, 1):
        loss = model.losses(judge.Batch(some))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        losses.append(loss.item())
        if n % 200 == 0:
            print(f"step {n} of {len(steps)} loss {np.mean(losses[-200:]):.3f} {time.time() - began:.0f} s", flush=True)
        if n in ends:
            print(f"epoch {ends.index(n) + 1} dev: {judge.report(model, sets, 'dev')}  {told_aux(model, sets['dev'])}", flush=True)
            keep(model, o.keep)


def told_aux(model, examples):
    """Of the auxiliary modes of events, given their words."""
    model.eval()
    with torch.no_grad():
        batches = [judge.Batch(examples[i:i + 64]) for i in range(0, len(examples), 64)]
        said = torch.cat([model.say(batch)[2][batch.aux_of] for batch in batches]) > 0
    so = torch.cat([batch.aux for batch in batches]) > 0
    model.train()
    f1 = 2 * (said & so).sum(0) / (said.sum(0) + so.sum(0))
    return f"auxiliary modes F1 {2 * (said & so).sum() / (said.sum() + so.sum()):.3f}: " + " ".join(f"{n} {x:.2f}" for n, x in zip(AUX, f1))


def fit(first, second, loss_of):
    """How much the logits of each count: shares under which the loss of their sum is least."""
    shares = torch.tensor([0.5, 0.5], requires_grad=True)
    optimizer = torch.optim.LBFGS([shares], max_iter=100)

    def step():
        optimizer.zero_grad()
        loss = loss_of(shares[0] * first + shares[1] * second)
        loss.backward()
        return loss

    optimizer.step(step)
    return shares.detach()


def logits_of_pairs(model, paths, examples):
    """Of actors and recipients: logits, and which are so."""
    model.eval()
    number_paths(examples, paths)
    with torch.no_grad():
        batches = [judge.Batch(examples[i:i + 64]) for i in range(0, len(examples), 64)]
        return torch.cat([model(batch)[1] for batch in batches]), torch.cat([batch.roles for batch in batches])


def told_pairs(logits, roles):
    said = logits > 0
    f1 = 2 * (said & (roles > 0)).sum(0) / (said.sum(0) + roles.sum(0))
    return f"heads of actors F1 {f1[0]:.3f}  of recipients {f1[1]:.3f}"


def fit_pairs(first, first_paths, model, sets):
    """The shares of both in who takes part, on the dev parts."""
    parts = ("dev", "casts dev", "test")
    said = {part: (logits_of_pairs(first, first_paths, sets[part]), logits_of_pairs(model, model.paths, sets[part])) for part in parts}
    one, roles = (torch.cat([said[part][0][i] for part in parts[:2]]) for i in range(2))
    two = torch.cat([said[part][1][0] for part in parts[:2]])
    shares = fit(one, two, lambda logits: F.binary_cross_entropy_with_logits(logits, roles))
    print("shares of pairs", shares.tolist())
    for part, ((one, roles), (two, _)) in said.items():
        for what, logits in (("first", one), ("second", two), ("both", shares[0] * one + shares[1] * two)):
            print(f"{part}, {what}: {told_pairs(logits, roles)}")
    return shares


def fit_words(both):
    """The shares of both in what is told, on the dev parts."""
    one, two, labels, weights = (torch.cat([both["dev"][i], both["articles dev"][i]]) for i in range(4))
    shares = fit(one, two, lambda logits: (F.cross_entropy(logits, labels, reduction="none") * weights).mean())
    print("shares of the judge and of the second reader", shares.tolist())
    return shares


def arrays(model, shares, pair_shares, speak, doubt):
    """The blobs of the file."""
    weight, bias = judge.output_rows(model)
    out, matrices, full = model.bert.blobs(model.pieces.vocab)
    matrices["out.w"] = weight
    full |= {"out.b": bias,
             "judge.2w": shares[1] * model.second.weight, "judge.2b": shares[1] * model.second.bias,
             "judge.share": torch.stack([shares[0], pair_shares[0]]), "judge.own_share": torch.stack([shares[1], pair_shares[1]]),
             "judge.aux.w": model.aux.weight, "judge.aux.b": model.aux.bias,
             "judge.speak": torch.tensor([speak]), "judge.doubt": torch.tensor(doubt)} | model.pairs.blobs(pair_shares[1])
    lines = lambda names: "".join(f"{name}\n" for name in names)
    out |= {"judge.labels": lines(model.labels), "judge.paths": lines(model.paths)}
    for name, matrix in matrices.items():
        out[name], out[f"{name}.scale"] = eighth(matrix.detach().numpy())
    return out | {name: array.detach().numpy().astype("<f4") for name, array in full.items()}


def doubtful(first, model, examples, doubt):
    """Which sentences the judge would have read again, and for each candidate whether its sentence is."""
    p = model.by_category(first)
    hit = (1 - p[:, NONE] >= doubt[0]) & (p[:, :NONE].max(1)[0] <= doubt[1])
    sentence = torch.tensor([n for n, e in enumerate(examples) for _ in e.words])
    again = torch.zeros(len(examples), dtype=torch.bool).index_put((sentence[hit],), torch.tensor(True))
    return again, again[sentence]


def outputs_of_both(first, model, sets):
    """For each part but those whose events are learned: logits of both, labels, weights."""
    return {part: (judge.outputs(first, some)[0], *judge.outputs(model, some)[:3]) for part, some in sets.items() if part not in ("train", "casts dev")}


def say_to(file, one, other, shares, pair_shares, examples):
    """Writes what two networks, each with its paths, together say of examples, for judge.py --said."""
    for model, _ in (one, other):
        model.eval()
    for some in in_batches(list({id(e): e for e in examples}.values()), 64):
        said = []
        for model, paths in (one, other):
            number_paths(some, paths)
            batch = judge.Batch(some)
            with torch.no_grad():
                said.append(model(batch))
        (words, pairs), (more, more_pairs) = said
        words = torch.softmax(shares[0] * words + shares[1] * more, 1).half()
        pairs = torch.sigmoid(pair_shares[0] * pairs + pair_shares[1] * more_pairs).half()
        for e, of in zip(some, words.split([len(e.words) for e in some])):
            e.said = of.clone()
        for e, of in zip(batch.told, pairs.split([len(e.tokens) for e in batch.told])):
            e.said_pairs = of.clone()
    write_said(file, examples)


def write_said(file, examples):
    torch.save([(e.said, e.said_pairs, e.said_aux) for e in examples], file)


def hear_teachers(sets, o):
    """What the teachers say of the train part, or what they said before. How good their mean is on the dev parts."""
    if o.said:
        return judge.hear(sets["train"], o.said)
    for teacher in o.teacher:
        model = reader_of(o, kept_reader(teacher, o.labels))
        number_paths(sets["dev"], model.paths)
        print(f"{teacher}: dev: {judge.report(model, sets, 'dev')}  {told_aux(model, sets['dev'])}", flush=True)
        for part in ("dev", "articles dev", "train"):
            model.teach(sets[part], 1 / len(o.teacher))
    for part in ("dev", "articles dev"):
        if o.teacher:
            said, labels, weights = (torch.cat([torch.as_tensor(x) for x in of]) for of in zip(*((e.said.float(), e.labels, e.weights) for e in sets[part])))
            print(f"their mean, {part}: {judge.scores_of_words(model, said.clamp(min=1e-6).log(), labels, weights)}", flush=True)


def finish(model, sets, o):
    first, first_paths = judge.judge_in(o.model, sets["dev"][0].meaning.shape[1])
    both = outputs_of_both(first, model, sets)
    shares, pair_shares = fit_words(both), fit_pairs(first, first_paths, model, sets)
    if o.say:
        return say_to(o.say, (first, first_paths), (model, model.paths), shares, pair_shares, sets["train"])
    for part, (one, two, labels, weights) in both.items():
        told = lambda what, logits: print(f"{part}, {what}: {judge.scores_of_words(model, logits, labels, weights)}")
        mixed = shares[0] * one + shares[1] * two
        told("first", one)
        told("second", two)
        told("both", mixed)
        for doubt in ((0.02, 1.0), (0.02, 0.98), (0.03, 0.97), (0.05, 0.95), (0.1, 0.9), (0.2, 0.8)):
            again, words = doubtful(one, model, sets[part], doubt)
            told(f"doubt {doubt} {again.float().mean():.2f} of sentences", torch.where(words[:, None], mixed, one))
    if o.out:
        blobs.write(o.out, arrays(model, shares, pair_shares, o.speak, o.doubt))
        model.eval()
        write_golden(model, os.path.join(HERE, "golden", "sentences.txt"), os.path.join(HERE, "golden", "second.tsv"))


class Words:
    """Tokens alone, as encode() needs them."""

    below = None

    def __init__(self, words):
        self.text, self.tokens, at = " ".join(words), [], 0
        for word in words:
            self.tokens.append((at, at + len(word.encode())))
            at += len(word.encode()) + 1


def write_golden(model, source, to):
    """Two lines a sentence: its words, a token, and that token's first numbers."""
    model.pieces.vocab = {piece: model.pieces.vocab[piece] for piece in kept_pieces(model.pieces.vocab)}
    model.pieces.seen = {}
    with open(source, encoding="utf-8") as lines, open(to, "w", encoding="utf-8") as out:
        for n, line in enumerate(line for line in lines if line.strip() and line[0] != "#"):
            words = Words([word.strip("~") for word in line.split()])
            batch = types.SimpleNamespace(examples=[words], starts=torch.tensor([0]), sentence=words.tokens)
            with torch.no_grad():
                rows = model.output(model.encode(batch))
            for token in (n % len(words.tokens), len(words.tokens) // 2):
                print(words.text, token, *(f"{x:.3f}" for x in rows[token][:6]), sep="\t", file=out)


def parser():
    p = judge.parser()
    p.add_argument("--packages")
    p.add_argument("--encoder", default="minilm", help="its folder in PACKAGES")
    p.add_argument("--bert-rate", type=float, default=2e-4)
    p.set_defaults(rate=1.5e-3, drop=0.1, batch=64)
    return p


def main():
    p = parser()
    p.add_argument("--frozen", type=int, default=2, help="layers of the encoder that stay as they come")
    p.add_argument("--start", help="a network that --keep wrote: train no more, but fit and write the file")
    p.add_argument("--begin", help="a network that --keep wrote, or a shipped NAME.second.dlm: go on from it, all layers free")
    p.add_argument("--inner", type=int, default=768, help="units that its layers keep")
    p.add_argument("--teacher", nargs="*", default=[], help="networks that --keep wrote: learn what they say in the mean beside the labels")
    p.add_argument("--out", help="models/NAME.second.dlm")
    p.add_argument("--say", help="write what the teachers, or with --start the judge of --model and the second reader together, say of the train part, for --said; and stop")
    p.add_argument("--doubt", type=float, nargs=2, default=(0.3, 0.9), help="the judge is in doubt where an event has at least that probability, and its likeliest category at most that")
    p.add_argument("--speak", type=float, default=0.28, help="the probability from which on a category speaks; chosen on the dev parts through the whole coder")
    p.set_defaults(epochs=2, finish=1)
    o = p.parse_args()
    if o.begin:
        o.frozen = 0
    judge.set_up(o)
    examples, o.labels = read_examples(read_corpus(o.corpus), o.tokens, o.meaning)
    kept = kept_reader(o.start or o.begin, o.labels) if o.start or o.begin else None
    sets = judge.split(examples, o)
    hear_teachers(sets, o)
    if o.say and not o.start:
        return write_said(o.say, sets["train"])
    o.paths = number_paths(examples, kept and kept["paths"])
    model = reader_of(o, kept)
    if o.start:
        return finish(model, sets, o)
    if o.begin:
        model.cut(o.inner, random.sample(sets["train"], min(2000, len(sets["train"]))))
    train(model, [sets["train"]] * o.epochs + [judge.last_examples(sets["train"]) for _ in range(o.finish)], sets, o)
    print(f"test: {judge.report(model, sets, 'test')}")


if __name__ == "__main__":
    main()
