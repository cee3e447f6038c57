"""A second reader that learns of new briefs, and the mean of it and of what it was.

    python second_more.py --packages PACKAGES --tokens tokens.jsonl --start second.pt --keep more.pt BRIEFS.tsv ...

One epoch on labels alone: all articles, OTHERS of the other sentences, the new briefs THRICE. By itself the result is worse on
what it knew before; the mean of both networks' weights is not (decision 15). About five minutes of two cores.
"""

import random

import judge
from plover_open import lines_of_file, number_paths, read_corpus, read_examples, without_marks
from second_reader import keep, parser, reader_of, train

OTHERS, THRICE = 12000, 3


def examples_of(train_set, fresh):
    new = [e for e in train_set if e.text in fresh and not e.running]
    articles = list({id(e): e for e in train_set if e.running}.values())  # which stand there more than once
    others = [e for e in train_set if not e.running and e.text not in fresh]
    return articles + THRICE * new + random.sample(others, min(OTHERS, len(others)))


def mean(a, b):
    return {name: (value + b[name]) / 2 if value.is_floating_point() else value for name, value in a.items()}


def main():
    p = parser()
    p.add_argument("briefs", nargs="+")
    p.add_argument("--start", required=True, help="a network that second_reader.py kept")
    p.set_defaults(rate=5e-4, bert_rate=1e-4)
    o = p.parse_args()
    o.frozen = 0
    judge.set_up(o)
    examples, o.labels = read_examples(read_corpus(o.corpus), o.tokens)
    kept = judge.kept_network(o.start, o.labels)
    o.paths = number_paths(examples, kept["paths"])
    sets = judge.split(examples, o)
    model = reader_of(o, kept)
    before = {name: value.clone() for name, value in model.state_dict().items()}
    fresh = {without_marks(line)[0] for file in o.briefs for line in lines_of_file(file)}
    train(model, [examples_of(sets["train"], fresh)], sets, o)
    model.load_state_dict(mean(before, model.state_dict()))
    print(f"the mean of both: dev: {judge.report(model, sets, 'dev')}")
    keep(model, o.keep)


if __name__ == "__main__":
    main()
