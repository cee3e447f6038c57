"""Who takes part in an event, learned by itself: the pairs of a finished judge and second reader anew, while their encoders and all that
they say of words stay as they are, byte for byte.

    python participants.py --packages PACKAGES --tokens tokens.jsonl --meaning meaning.f32 --model ../models/en.dlm --second ../models/en.second.dlm

What the encoders make of the sentences is computed once; all takes half an hour of two cores. Of single sentences the labels and, with
--said taught.npz, teachers; of running text the labels of participants/, twice; of sentences made of clauses SOME. Both files are written anew.
"""

import random

import numpy as np
import torch
import torch.nn.functional as F

import blobs
import judge
from clauses import Composite
from export import eighth
from plover_open import Cast, number_paths, read_corpus, read_examples
from second_reader import fit_pairs, kept_reader, parser, reader_of

SOME, TWICE = 12000, 2


class Seen:
    """An example, with what an encoder makes of its tokens."""

    def __init__(self, e, x):
        self.x, self.trigger, self.path_rows, self.roles = x, e.trigger, e.path_rows, e.roles()
        heard = e.said_pairs is not None and not isinstance(e.sentence, Cast)
        self.said = e.said_pairs.float().numpy() if heard else self.roles


class PairBatch:
    """What Pairs reads of them."""

    def __init__(self, seen):
        sizes = [len(e.x) for e in seen]
        join = lambda arrays: torch.from_numpy(np.concatenate(list(arrays)))
        self.trigger, self.token, self.path, self.near = judge.pair_rows(seen, np.cumsum([0, *sizes[:-1]]), sizes)
        self.x, self.roles, self.said = join(e.x for e in seen).float(), join(e.roles for e in seen), join(e.said for e in seen)


def encoded(model, examples):
    """What its encoder makes of examples of an event; who takes part in a Cast is only labelled."""
    model.eval()
    out = []
    for at in range(0, len(examples), 64):
        some = examples[at:at + 64]
        batch = judge.Batch(some)
        with torch.no_grad():
            x = model.encode(batch).half().numpy()
        out += [Seen(e, x[start:start + len(e.tokens)].copy()) for e, start in zip(some, batch.starts.tolist())]
        for e in some:
            e.below = None
    return out


def learn(model, sets, o):
    """New pairs for the model."""
    told = sorted({id(e): e for e in sets["train"] if e.trigger is not None and not e.running}.values(), key=lambda e: len(e.tokens))
    made = [e for e in told if isinstance(e.sentence, Composite)]
    left_out = set(map(id, made)) - set(map(id, random.sample(made, min(SOME, len(made)))))
    told = [e for e in told if id(e) not in left_out]
    casts = [isinstance(e.sentence, Cast) for e in told]
    seen = encoded(model, told)
    seen += (TWICE - 1) * [e for e, cast in zip(seen, casts) if cast]
    width, paths = seen[0].x.shape[1], len(model.pairs.path.weight) - 1
    model.pairs = pairs = judge.Pairs(width, o.pair, paths)
    optimizer = torch.optim.AdamW(pairs.parameters(), lr=o.rate, weight_decay=0.02)
    steps = o.epochs * -(-len(seen) // o.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, o.rate, total_steps=steps, pct_start=0.1)
    for epoch in range(o.epochs):
        random.shuffle(seen)
        for at in range(0, len(seen), o.batch):
            batch = PairBatch(seen[at:at + o.batch])
            logits = pairs(F.dropout(batch.x, 0.1), batch)
            loss = (judge.told_apart(logits, batch.roles) + judge.told_apart(logits, batch.said)) / (2 * o.batch)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
        if epoch % 4 == 3 or epoch + 1 == o.epochs:
            scores = " ".join(f"{part}: {judge.scores_of_pairs(model, sets[part])} " for part in ("dev", "casts dev"))
            print(f"epoch {epoch + 1} loss {loss.item():.3f}  {scores}", flush=True)
            pairs.train()


def with_rows(old, rows, hidden):
    """The rows of words as they are, and new ones of pairs."""
    return np.concatenate([old[:judge.PARTS * hidden], rows])


def put(content, pairs, names, share=1.0):
    """Into the blobs of a file whose product is called `names`."""
    weight, bias = (rows.detach().numpy() for rows in pairs.rows())
    hidden = content["judge.2w"].shape[1]
    product, constant = names
    if product + ".scale" in content:
        weight, scale = eighth(weight)
        content[product + ".scale"] = with_rows(content[product + ".scale"], scale, hidden)
    content[product] = with_rows(content[product], weight.astype(content[product].dtype), hidden)
    content[constant] = with_rows(content[constant], bias.astype(content[constant].dtype), hidden)
    content |= {name: tensor.detach().numpy().astype("<f4") for name, tensor in pairs.blobs(share).items()}


def main():
    p = parser()
    p.add_argument("--second", required=True, help="models/NAME.second.dlm")
    p.set_defaults(epochs=14, rate=2e-3, clauses=25000)
    o = p.parse_args()
    judge.set_up(o)
    o.frozen = 0
    examples, labels = read_examples(read_corpus(o.corpus), o.tokens, o.meaning)
    o.labels = labels
    sets = judge.split(examples, o)
    if o.said:
        judge.hear(sets["train"], o.said)
    first, first_paths = judge.judge_in(o.model, examples[0].meaning.shape[1])
    kept = kept_reader(o.second, labels)
    second = reader_of(o, kept)
    for model, paths in ((first, first_paths), (second, kept["paths"])):
        number_paths(examples, paths)
        learn(model, sets, o)
    shares = fit_pairs(first, first_paths, second, sets).numpy()
    judged, reread = blobs.read(o.model), blobs.read(o.second)
    put(judged, first.pairs, ("event.out.w", "event.out.b"))
    put(reread, second.pairs, ("out.w", "out.b"), shares[1].item())
    reread["judge.share"] = np.array([reread["judge.share"][0], shares[0]], "<f4")
    reread["judge.own_share"] = np.array([reread["judge.own_share"][0], shares[1]], "<f4")
    blobs.write(o.model, judged)
    blobs.write(o.second, reread)


if __name__ == "__main__":
    main()
