"""The weights of the coder's choices: data/actors/context.tsv, which country those have whom no word of their own gives one;
antecedents.tsv, whom a pronoun means; data/events/recipients.tsv, at whom an event is directed.

    python choices.py --articles > articles.jsonl
    ../build/release/tools/choices/choices .. articles.jsonl > cases.jsonl
    python choices.py --cases cases.jsonl [--out ../data/actors/context.tsv]
    python choices.py --cases cases.jsonl --antecedents [--out ../data/actors/antecedents.tsv]
    ../build/release/tools/choices/choices .. --records ../corpus/plover-open/wire/dev > cases.jsonl
    python choices.py --cases cases.jsonl --recipients [--out ../data/events/recipients.tsv]

The first two are learned from corpus/plover-open/actors, the third from the records of whole articles: of the candidates that the program sees, the one that the reader named is to have
the largest sum, or none. A conditional log-linear model under a Gaussian prior. What was decided before is a sign too, so
make the cases again with the new weights and learn once more. A tenth of the articles (as participants.py) only measures.
"""

import argparse
import collections
import json
import pathlib
import re

import torch

from plover_open import fnv1a, lines_of, span_of, without_marks

CORPUS = pathlib.Path(__file__).resolve().parent.parent / "corpus" / "plover-open"
COLUMNS = ("all", "state", "law", "armed", "people", "other", "definite", "plain", "counted", "one", "two", "many", "dateless")
# Of whom pronouns mean: what was set by hand before (after Lappin and Leass 1994).
PRIOR_OF_WHOM = {"sentence before": -1.1, "two sentences before": -2.2, "further": -3.3, "subject": 1, "main subject": 0.3, "object": 0.3,
                 "behind a noun": -0.3, "before a noun": -0.8, "name": 0.4, "place": -0.8, "set": 0.5, "media": -1, "gender unknown": -0.4,
                 "both subjects": 0.5, "quoted": -2, "one or many": -0.3, "last": 0.2}
RECIPIENT = ("all", "agree", "consult", "support", "cooperate", "aid", "concede", "request", "accuse", "reject", "threaten", "protest", "sanction",
             "mobilize", "coerce", "assault", "retreat", "verb", "noun", "known", "clause", "bare", "accusation", "words", "deed", "state", "civil",
             "answer", "visit", "inquiry")
WHOM = ("all", "person", "thing", "many", "subject", "other", "possessive")
GAP = "\n\n"  # between the sentences of an article
# What is known of signs too seldom to be learned: the weights that the penalty draws to, 0 for all others.
PRIOR = {"addresses leader": 3, "clause of place": 3, "placed in": 4, "sentence opens in": 5, "told by title": 3,
         "addresses another leader": -2, "clause of another place": -2, "envoy at dateline": -4, "placed elsewhere": -3, "sentence opens elsewhere": -3, "title tells another": -2}
PRIOR_OF_RECIPIENT = {"befallen by what is answered": -8, "says so": -1, "is told it": -8, "told": 3, "told, implied": 3}


def rows(folder):
    return (line.split("\t") for line in lines_of(CORPUS / folder))


def articles():
    """Of those whose actors have codes: name -> sentences."""
    wanted = {row[0] for row in rows("actors")}
    out = collections.defaultdict(list)
    for name, marked in rows("articles"):
        if name in wanted:
            out[name].append(without_marks(marked)[0])
    return out


def phrases(texts):
    """(name, begin, end, codes, whom) of each phrase, bytes of the article."""
    for name, number, phrase, codes, whom in rows("actors"):
        sentences, at = texts[name], int(number) - 1
        before = len("".join(s + GAP for s in sentences[:at]).encode())
        begin, end = span_of(sentences[at], phrase)
        yield name, before + begin, before + end, codes, whom


def read_codes(texts):
    """name -> [(begin, end, codes)]."""
    out = collections.defaultdict(list)
    for name, begin, end, codes, _ in phrases(texts):
        out[name].append((begin, end, codes.split(",")))
    return out


def likeness(a, b):
    """How alike two spans are: shared bytes of all, more where they end together, as a phrase and its head do."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return 0 if shared <= 0 else shared / (max(a[1], b[1]) - min(a[0], b[0])) + 0.3 * (a[1] == b[1])


def answered(file, codes):
    """(article, columns, candidates, indices of the right ones, the country that was told) of the cases that a reader coded."""
    with open(file, encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            for begin, end, columns, candidates in article["cases"]:
                told = max(codes[article["id"]], key=lambda c: likeness((begin, end), c), default=None)
                if told is None or likeness((begin, end), told) < 0.5 or told[2] == ["-"] or len(told[2]) > 1:
                    continue
                country = told[2][0].split()[0].replace("?", "")
                right = next((i for i, c in enumerate(candidates) if c[0] == country), 0)
                yield article["id"], columns, candidates, [right], country


def read_whom(texts):
    """name -> [(begin, end, spans)]: of a phrase, and for each whom it means the places where the words for him stand."""
    out = collections.defaultdict(list)
    for name, begin, end, _, whom in phrases(texts):
        if whom == "-":
            continue
        whole = GAP.join(texts[name]).encode()
        places = lambda words: [(m.start(), m.end()) for m in re.finditer(re.escape(words.encode()), whole)]
        out[name].append((begin, end, [places(part) for part in whom.split(" + ")]))
    return out


def overlaps(spans, others):
    return any(min(b, d) > max(a, c) for a, b in spans for c, d in others)


def meant(file, whom):
    """As answered(), of pronouns; several of those whom one may mean can be right, or none."""
    with open(file, encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            told = {(begin, end): places for begin, end, places in whom[article["id"]]}
            for begin, end, columns, options in article["antecedents"]:
                if (begin, end) not in told:
                    continue
                of = lambda lists: lists and all(any(overlaps(p, spans) for spans in lists) for p in told[begin, end]) and len(lists) == len(told[begin, end])
                yield article["id"], columns, options, [i for i, (lists, _) in enumerate(options) if of(lists)], None


def told(options):
    """Which of the options is what the event stage had before it asked."""
    return next((i for i, (_, signs) in enumerate(options) if "told" in signs or "told, implied" in signs), 0)


def directed(files):
    """As answered(), of events; the right ones are those that have the codes of the reader's line, of these whom the sentence names before all others."""
    for file in files:
        with open(file, encoding="utf-8") as lines:
            for article in map(json.loads, lines):
                for columns, options in article["recipients"]:
                    right = [i for i, (fits, _) in enumerate(options) if fits]
                    named = told(options)
                    yield article["id"], columns, options, [named] if named in right else right, None


SOURCE = "# Source: train/choices.py, from corpus/plover-open/{} (CC BY 4.0). Licence: Apache-2.0, as the rest of Dateline."
HEAD = f"""# Which country those have whom no word of their own gives one (dateline/names/context.h): what each sign counts.
# Columns (tab): sign, then its weight for all who ask, those of the state, of police and courts, armed ones, people, others; where the
#   noun has "the", nothing, a number; where the article speaks of one country, two, more; where it has no dateline. They are added up.
{SOURCE.format("actors")}"""
HEAD_OF_WHOM = f"""# Whom a pronoun means (dateline/names/antecedent_signs.h): what each sign of a mention before it counts.
# Columns (tab): sign, then its weight for all pronouns; for "he" and "she", "it", "they"; as a subject, as something else, as a possessive.
#   They are added up.
{SOURCE.format("actors")}"""
HEAD_OF_RECIPIENT = f"""# At whom an event is directed (dateline/events/recipients.h): what each sign of somebody, or of nobody, counts.
# Columns (tab): sign, then its weight for all events; for each category; for what verbs and nouns tell; of something known, of a clause, of neither, of an
#   accusation, of words, of a deed; by those of the state, by others; for praise, blame and refusal; for visits, for inquiries. They are added up.
{SOURCE.format("wire and wikinews")}"""


class Model:
    def __init__(self, cases, least, prior):
        seen = collections.Counter((sign, c) for _, columns, candidates, *_ in cases for _, signs in candidates for sign in signs for c in columns)
        seen.update({(sign, 0): least for sign in prior})
        self.index = {key: i for i, key in enumerate(k for k, n in sorted(seen.items()) if n >= least)}
        self.prior = torch.tensor([float(prior.get(sign, 0)) if c == 0 else 0.0 for sign, c in self.index])
        self.weights = self.prior.clone().requires_grad_()

    def arrays(self, cases):
        cell, owner, group, right = [], [], [], []
        n = 0
        for number, (_, columns, candidates, answers, _) in enumerate(cases):
            right += [(number, n + a) for a in answers]
            for _, signs in candidates:
                found = [self.index[s, c] for s in signs for c in columns if (s, c) in self.index]
                cell += found
                owner += [n] * len(found)
                group.append(number)
                n += 1
        return tuple(torch.tensor(x) for x in (cell, owner, group, right))

    def scores(self, arrays):
        cell, owner, group, _ = arrays
        return torch.zeros(len(group)).index_add(0, owner, self.weights[cell])

    def loss(self, arrays):
        """Of each case the log of the probability of all that is right."""
        _, _, group, right = arrays
        scores = torch.exp(self.scores(arrays))
        count = int(group.max()) + 1
        total = torch.zeros(count).index_add(0, group, scores)
        good = torch.zeros(count).index_add(0, right[:, 0], scores[right[:, 1]])
        return (total.log() - good.log())[good > 0].sum()

    def fit(self, cases, penalty):
        arrays = self.arrays(cases)
        optimizer = torch.optim.LBFGS([self.weights], max_iter=200, history_size=20, line_search_fn="strong_wolfe")

        def step():
            optimizer.zero_grad()
            loss = self.loss(arrays) + penalty * (self.weights - self.prior).square().sum()
            loss.backward()
            return loss

        optimizer.step(step)

    def report(self, what, cases):
        arrays = self.arrays(cases)
        with torch.no_grad():
            scores, group = self.scores(arrays), arrays[2].tolist()
        best = {}
        for i, (g, s) in enumerate(zip(group, scores.tolist())):
            if g not in best or s > best[g][0]:
                best[g] = (s, i)
        first, counts = 0, collections.Counter()
        for number, (_, _, candidates, answers, country) in enumerate(cases):
            told, right = candidates[best[number][1] - first][0], country
            first += len(candidates)
            counts["right" if told == right else "none told" if not told else "told where unknown" if not right else "another"] += 1
            counts["not among them"] += bool(country) and answers == [0]
        print(f"{what}: {counts['right'] / len(cases):.3f} of {len(cases)} right;", dict(counts), f"loss {self.loss(arrays).item() / len(cases):.3f}")

    def report_whom(self, what, cases):
        scores = iter(self.scores(self.arrays(cases)).tolist())
        right = possible = 0
        for _, _, options, answers, _ in cases:
            own = [next(scores) for _ in options]
            right += own.index(max(own)) in answers
            possible += bool(answers)
        print(f"{what}: {right / len(cases):.3f} of {len(cases)} right, {possible / len(cases):.3f} among the candidates")

    def report_directed(self, what, cases):
        """Against what the event stage had before it asked."""
        scores = iter(self.scores(self.arrays(cases)).tolist())
        counts = collections.Counter()
        for _, _, options, answers, _ in cases:
            own = [next(scores) for _ in options]
            before = told(options) in answers
            now = own.index(max(own)) in answers
            counts.update({"before": before, "right": now, "mended": now and not before, "spoiled": before and not now, "possible": bool(answers)})
        print(f"{what}: {len(cases)} events;", dict(counts))

    def write(self, path, head, columns):
        weight = {key: self.weights[i].item() for key, i in self.index.items()}
        with open(path, "w", encoding="utf-8") as out:
            print(head, file=out)
            for sign in sorted({s for s, _ in weight}):
                print(sign, *(f"{weight.get((sign, c), 0):.3f}" for c in range(len(columns))), sep="\t", file=out)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--articles", action="store_true", help="print the articles, a line of JSON each")
    p.add_argument("--cases", nargs="+", help="what tools/choices printed of them")
    p.add_argument("--antecedents", action="store_true", help="learn whom pronouns mean")
    p.add_argument("--recipients", action="store_true", help="learn at whom events are directed")
    p.add_argument("--out")
    p.add_argument("--penalty", type=float, default=1.0)
    p.add_argument("--least", type=int, default=5, help="how often a sign must have been seen")
    o = p.parse_args()
    texts = {} if o.recipients else articles()
    if o.articles:
        for name, sentences in texts.items():
            print(json.dumps({"id": name, "text": GAP.join(sentences)}, ensure_ascii=False))
        return
    if o.recipients:
        cases, prior = list(directed(o.cases)), PRIOR_OF_RECIPIENT
        report, head, columns = Model.report_directed, HEAD_OF_RECIPIENT, RECIPIENT
    elif o.antecedents:
        cases, prior = list(meant(o.cases[0], read_whom(texts))), PRIOR_OF_WHOM
        report, head, columns = Model.report_whom, HEAD_OF_WHOM, WHOM
    else:
        cases, prior = list(answered(o.cases[0], read_codes(texts))), PRIOR
        report, head, columns = Model.report, HEAD, COLUMNS
    kept = lambda case: fnv1a(case[0]) % 10 == 3
    train, dev = [c for c in cases if not kept(c)], [c for c in cases if kept(c)]
    model = Model(train, o.least, prior)
    model.fit(train, o.penalty)
    report(model, "train", train)
    report(model, "kept apart", dev)
    if o.recipients:  # too few to leave a tenth out for good
        model = Model(cases, o.least, prior)
        model.fit(cases, o.penalty)
    if o.out:
        model.write(o.out, head, columns)


if __name__ == "__main__":
    main()
