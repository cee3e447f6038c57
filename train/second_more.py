"""A second reader that learns of new briefs and articles and of who takes part in articles, and the mean of it and of what it was.

    python second_more.py --packages PACKAGES --tokens tokens.jsonl --start second.pt --keep more.pt [FILE.tsv ...]

One epoch: all articles, participants/ twice, OTHERS of the other sentences, the new files THRICE; on labels, or with --said on those and what teachers
said. By itself the result is worse on what it knew before; the mean of both networks' weights is not (decision 15).
"""

import random

import judge
from plover_open import Cast, lines_of_file, number_paths, read_corpus, read_examples, without_marks
from second_reader import keep, kept_reader, parser, reader_of, told_aux, train

OTHERS, THRICE = 12000, 3


def examples_of(train_set, fresh):
    once = list({id(e): e for e in train_set}.values())  # articles stand there more than once
    casts = [e for e in once if isinstance(e.sentence, Cast)]
    new = [e for e in once if e.text in fresh]
    articles = [e for e in once if e.running and e.text not in fresh]
    others = [e for e in train_set if not e.running and e.text not in fresh and not isinstance(e.sentence, Cast)]
    return articles + 2 * casts + THRICE * new + random.sample(others, min(OTHERS, len(others)))


def mean(a, b):
    return {name: (value + b[name]) / 2 if value.is_floating_point() else value for name, value in a.items()}


def main():
    p = parser()
    p.add_argument("files", nargs="*")
    p.add_argument("--start", required=True, help="a network that second_reader.py kept, or a shipped NAME.second.dlm")
    p.set_defaults(rate=5e-4, bert_rate=1e-4)
    o = p.parse_args()
    o.frozen = 0
    judge.set_up(o)
    examples, o.labels = read_examples(read_corpus(o.corpus), o.tokens)
    kept = kept_reader(o.start, o.labels)
    o.paths = number_paths(examples, kept["paths"])
    sets = judge.split(examples, o)
    if o.said:
        judge.hear(sets["train"], o.said)
    model = reader_of(o, kept)
    before = {name: value.clone() for name, value in model.state_dict().items()}
    print(f"as it was: participants in articles: {judge.scores_of_pairs(model, sets['casts dev'])}", flush=True)
    fresh = {without_marks(line.split("\t")[-1])[0] for file in o.files for line in lines_of_file(file)}
    train(model, [examples_of(sets["train"], fresh)], sets, o)
    model.load_state_dict(mean(before, model.state_dict()))
    print(f"the mean of both: dev: {judge.report(model, sets, 'dev')}  {told_aux(model, sets['dev'])}")
    keep(model, o.keep)


if __name__ == "__main__":
    main()
