"""A second reader that learns of new briefs, and the mean of it and of what it was.

    python second_more.py --packages PACKAGES --tokens tokens.jsonl --start second.pt --keep more.pt BRIEFS.tsv ...

One epoch on labels alone: all articles, OTHERS of the other sentences, the new briefs THRICE. By itself the result is worse on
what it knew before; the mean of both networks' weights is not (decision 15). About five minutes of two cores.
"""

import os
import random

import torch

import judge
from plover_open import lines_of_file, number_paths, read_corpus, read_examples, without_marks
from second_reader import SecondReader, train

OTHERS, THRICE = 12000, 3


def examples_of(train_set, fresh):
    new = [e for e in train_set if e.text in fresh and not e.running]
    articles = list({id(e): e for e in train_set if e.running}.values())  # which stand there more than once
    others = [e for e in train_set if not e.running and e.text not in fresh]
    return articles + THRICE * new + random.sample(others, min(OTHERS, len(others)))


def mean(a, b):
    return {name: (value + b[name]) / 2 if value.is_floating_point() else value for name, value in a.items()}


def main():
    p = judge.parser()
    p.add_argument("briefs", nargs="+")
    p.add_argument("--packages")
    p.add_argument("--encoder", default="minilm", help="its folder in PACKAGES")
    p.add_argument("--bert-rate", type=float, default=1e-4)
    p.add_argument("--start", required=True, help="a network that second_reader.py kept")
    p.set_defaults(rate=5e-4, drop=0.1, batch=64)
    o = p.parse_args()
    o.frozen = 0
    torch.manual_seed(o.seed)
    random.seed(o.seed)
    torch.set_num_threads(o.threads)
    torch.set_flush_denormal(True)
    examples, o.labels = read_examples(read_corpus(o.corpus), o.tokens)
    kept = judge.kept_network(o.start, o.labels)
    o.paths = number_paths(examples, kept["paths"])
    sets = judge.split(examples)
    model = SecondReader(os.path.join(o.packages, o.encoder, "model"), o.labels, len(o.paths), o)
    model.take(kept["state"])
    fresh = {without_marks(line)[0] for file in o.briefs for line in lines_of_file(file)}
    train(model, [examples_of(sets["train"], fresh)], sets, o)
    model.load_state_dict(mean(kept["state"], model.state_dict()))
    print(f"the mean of both: dev: {judge.report(model, sets, 'dev')}")
    judge.keep_network(model, o.labels, o.paths, o.keep)


if __name__ == "__main__":
    main()
