"""corpus/plover-open as training examples: its sentences, their parts, and what tools/predicates says of their tokens."""

import collections
import json
import pathlib
import re

import numpy as np

import clauses

ORDER = ("agree consult support cooperate aid concede request accuse reject threaten protest sanction mobilize coerce "
         "assault retreat").upper().split()  # dateline/doc/events.h
NONE = len(ORDER)
AUX = ("future", "hypothetical", "negation", "historical")  # by the bits of dateline/doc/claims.h
MODE_MIN = 10  # sentences of the train part, below which a mode is not learned
CANDIDATES = {"VERB", "NOUN", "ADJ"}
# What a word is to the event's word: itself, its subject, object, oblique (means of several), its head.
RELATIONS = (("nsubj", "nsubj:pass", "obl:agent"), ("obj", "iobj", "xcomp", "ccomp"), ("obl", "nmod", "nmod:poss", "compound"))
PARTS = len(RELATIONS) + 2
MOST_STEPS, MOST_CLIMB, REACH = 5, 40, 4  # dateline/events/judge.cc
PATH_MIN, PATH_MOST = 3, 1500
UNSURE = 0.05  # weight of a word that the sentence's one mark says nothing of


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
        self.mode = self.mode.split(",")[0]  # the foremost of several
        self.text, self.spans = clauses.unmarked(marked)
        self.part = part(category, self.predicate, self.text)
        self.events = [(category, self.mode, self.marks("E"))] if category != "NONE" else []

    def marks(self, kinds):
        return [(begin, end) for kind, begin, end in self.spans if kind in kinds]


RUNNING_MARK = re.compile(r"\{([A-Z]+)(?:/([\w-]+))?(?:~[a-z,-]+)?:([^{}]+)\}")
AUX_MARK = re.compile(r"\{[A-Z]+(?:/[\w-]+)?~([a-z,-]+):")


def without_marks(marked):
    """The plain text, and (kind, mode or "-", (begin, end)) of its marks: bytes."""
    text, found, done = "", [], 0
    for m in RUNNING_MARK.finditer(marked):
        text += marked[done:m.start()]
        begin = len(text.encode())
        text += m.group(3)
        found.append((m.group(1), m.group(2) or "-", (begin, len(text.encode()))))
        done = m.end()
    return text + marked[done:], found


class Running:
    """A sentence of an article with all its events marked, but nobody who takes part. Whole articles are dev, test or train."""

    aux = None

    def __init__(self, article, marked):
        self.part = {0: "dev", 1: "dev", 2: "test"}.get(fnv1a(article) % 10, "train")
        self.text, found = without_marks(marked)
        self.events = [(kind, mode, [span]) for kind, mode, span in found]
        self.category, self.mode = self.events[0][:2] if self.events else ("NONE", "-")
        self.predicate = None

    def marks(self, kinds):
        if kinds == "E":
            return [mark for _, _, marks in self.events for mark in marks]
        return [(0, len(self.text.encode()))] if "X" in kinds else []


class Brief:
    """A sentence of briefs/ with all its events marked, and who takes part in the first, in some files its auxiliary modes too. For training only."""

    part, predicate = "train", None

    def __init__(self, marked):
        self.text, found = without_marks(marked)
        aux = AUX_MARK.search(marked)
        self.aux = aux and aux.group(1)
        self.spans = [(kind, *span) for kind, _, span in found if kind in ("A", "R")]
        self.events = [(kind, mode, [span]) for kind, mode, span in found if kind not in ("A", "R")]
        self.category, self.mode = self.events[0][:2] if self.events else ("NONE", "-")

    def marks(self, kinds):
        if kinds == "E":
            return self.events[0][2] if self.events else []
        spans = [(begin, end) for kind, begin, end in self.spans if kind in kinds]
        return spans + [(0, len(self.text.encode()))] if "X" in kinds else spans


class Cast:
    """A sentence of an article again, for one of its events of which participants/ says who takes part, and its auxiliary modes. For
    training only; a tenth of the articles is kept to measure it on."""

    predicate = None

    def __init__(self, article, marked, number, actors, recipients, aux):
        self.part = "casts dev" if fnv1a(article) % 10 == 3 else "train"
        self.aux = None if aux == "?" else aux
        self.text, found = without_marks(marked)
        found.insert(0, found.pop(number - 1))
        self.events = [(kind, mode, [span]) for kind, mode, span in found]
        self.category, self.mode = self.events[0][:2]
        self.spans = [(kind, *span_of(self.text, phrase)) for kind, phrases in (("A", actors), ("R", recipients)) for phrase in phrases]

    def marks(self, kinds):
        if kinds == "E":
            return self.events[0][2]
        spans = [(begin, end) for kind, begin, end in self.spans if kind in kinds]
        return spans + [(0, len(self.text.encode()))] if "X" in kinds else spans


def span_of(text, phrase):
    """Bytes of the phrase, or with "#2" behind it of its second occurrence; of whole words."""
    phrase, _, n = phrase.partition("#")
    found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", text)]
    begin = len(text[:found[int(n or 1) - 1]].encode())
    return begin, begin + len(phrase.encode())


def read_casts(folder):
    """From participants/NAME.tsv beside articles/NAME.tsv: article, number of the sentence in it, number of the event in that, actors, recipients
    (phrases joined by " | ", "-": none in the sentence), auxiliary modes ("?": not read)."""
    for file in sorted((folder / "participants").glob("*.tsv")):
        articles = collections.defaultdict(list)
        for line in lines_of_file(folder / "articles" / file.name):
            name, marked = line.split("\t")
            articles[name].append(marked)
        for line in lines_of_file(file):
            article, sentence, event, actors, recipients, aux = line.split("\t")
            phrases = [[] if some == "-" else some.split(" | ") for some in (actors, recipients)]
            yield Cast(article, articles[article][int(sentence) - 1], int(event), *phrases, aux)


def lines_of_file(file):
    for line in pathlib.Path(file).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def lines_of(folder):
    for file in sorted(pathlib.Path(folder).glob("*.tsv")):
        yield from lines_of_file(file)


def read_corpus(folder):
    """The labelled sentences, then those of whole articles, then single ones, then the clauses set into sentences, then those of articles
    once more for each event whose participants are known."""
    folder, out = pathlib.Path(folder), []
    for file in sorted(folder.glob("*.tsv")):
        category = file.stem.split("-")[0]
        for line in file.read_text(encoding="utf-8").splitlines():
            fields = line.split("\t")
            if line and not line.startswith("#") and len(fields) == 5:
                out.append(Sentence(category, fields))
    unseen = [s.predicate for s in out if s.part != "train" and s.category != "NONE"]
    out += [Running(*line.split("\t")) for line in lines_of(folder / "articles")]
    out += [Brief(line) for line in lines_of(folder / "briefs")]
    out += clauses.set_into_sentences(folder / "clauses", unseen)
    return out + list(read_casts(folder))


def outcomes(corpus):
    """What a word may tell, as "CATEGORY mode" ("-": none); no event is the last, beyond the list."""
    seen = collections.Counter((s.category, s.mode) for s in corpus if s.part == "train" and s.category != "NONE" and not isinstance(s, Cast))
    return [f"{c} -" for c in ORDER] + sorted(f"{c} {m}" for (c, m), n in seen.items() if m != "-" and n >= MODE_MIN)


def chain(tokens, i):
    """From a word up to its root."""
    out = [i]
    while tokens[out[-1]][4] >= 0 and len(out) < MOST_CLIMB:
        out.append(tokens[out[-1]][4])
    return out


def paths(tokens, trigger):
    """For each token its path from the event's word, as path_between in dateline/events/judge.cc has it."""
    above = chain(tokens, trigger)
    place = {token: n for n, token in enumerate(above)}
    marks = {}
    for lemma, head, relation in (t[2:3] + t[4:6] for t in tokens):
        if relation == "case":
            marks.setdefault(head, lemma.lower())
    out = []
    for j in range(len(tokens)):
        down, meet = [], None
        for step in chain(tokens, j):
            if step in place:
                meet = place[step]
                break
            down.append(step)
        if meet is None or meet + len(down) > MOST_STEPS:
            out.append("far")
            continue
        up = "^".join(tokens[k][5] for k in above[:meet])
        out.append(f"{up}|{'.'.join(tokens[k][5] for k in reversed(down))}" + (f":{marks[j]}" if j in marks else ""))
    return out


def nearness(away):
    """Left and right of the event's word, in steps that double."""
    steps = np.minimum(REACH, np.ceil(np.log2(np.abs(away) + 1))).astype(int)
    return REACH + np.sign(away) * steps


class Example:
    """One sentence. `meaning`: rows of its tokens; `words`: the candidates, each with a label and a weight; `pairs`: rows
    (candidate, part, token, share); `trigger`: the event's word or None; `heads`: those of actors and of recipients; `aux`: of its
    auxiliary modes which are so, or None where that is not marked."""

    below = owner = said = said_pairs = said_aux = None  # second_reader.py

    def __init__(self, sentence, tokens, meaning, index):
        self.sentence, self.text, self.tokens, self.meaning = sentence, sentence.text, tokens, meaning
        self.part, self.running = sentence.part, isinstance(sentence, Running)
        self._label(index)
        self.pair()
        self.aux = None
        if self.trigger is not None and sentence.aux:
            self.aux = [float(name in sentence.aux.split(",")) for name in AUX]
        self.heads = [[self._head(*mark) for mark in sentence.marks(kind)] for kind in "AR"]
        self.paths = paths(tokens, self.trigger) if self.trigger is not None else None
        self.path_rows = None

    def _within(self, token, marks):
        return any(begin <= token[0] and token[1] <= end for begin, end in marks)

    def _word(self, marks):
        """Of the candidates among event marks that nearest to the root, and all of them."""
        told = [i for i, t in enumerate(self.tokens) if t[3] in CANDIDATES and self._within(t, marks)]
        return min(told, key=lambda i: len(chain(self.tokens, i)), default=None), told

    def _label(self, index):
        sentence, tokens = self.sentence, self.tokens
        label_of, within, triggers = {}, set(), []
        for category, mode, marks in sentence.events:
            word, told = self._word(marks)
            triggers.append(word)
            within.update(told)
            if word is not None:
                label_of[word] = index.get(f"{category} {mode}", index[f"{category} -"])
        self.trigger = triggers[0] if triggers and not self.running else None
        known = sentence.marks("ARPTSCX")
        self.words, self.labels, self.weights = [], [], []
        for i, t in enumerate(tokens):
            if t[3] not in CANDIDATES or (i in within and i not in label_of):
                continue
            sure = i in label_of or sentence.category == "NONE" or self._within(t, known)
            self.words.append(i)
            self.labels.append(label_of.get(i, len(index)))
            self.weights.append(1.0 if sure else UNSURE)

    def pair(self):
        place = {word: n for n, word in enumerate(self.words)}
        self.pairs = [(n, 0, word, 1.0) for n, word in enumerate(self.words)]
        self.pairs += [(n, PARTS - 1, self.tokens[word][4], 1.0) for n, word in enumerate(self.words) if self.tokens[word][4] >= 0]
        for k, relation in enumerate(RELATIONS):
            count = collections.Counter(t[4] for t in self.tokens if t[5] in relation)
            self.pairs += [(place[t[4]], k + 1, j, 1 / count[t[4]])
                           for j, t in enumerate(self.tokens) if t[5] in relation and t[4] in place]

    def roles(self):
        """[tokens, 2]: which are heads of actors, of recipients."""
        out = np.zeros((len(self.tokens), 2), np.float32)
        for role, phrases in enumerate(self.heads):
            for head, _ in phrases:
                if head is not None:
                    out[head, role] = 1
        return out

    def _head(self, begin, end):
        """The token that the marked phrase hangs on, and all its tokens."""
        inside = [i for i, t in enumerate(self.tokens) if begin <= t[0] < end]
        tops = [i for i in inside if self.tokens[i][4] not in inside] or inside
        return min(tops, key=lambda i: len(chain(self.tokens, i)), default=None), set(inside)


def read_examples(corpus, tokens_file, meaning_file=None):
    """The examples and the names of the outcomes. Without meanings their rows are empty."""
    lines = [json.loads(line) for line in open(tokens_file, encoding="utf-8")]
    total = sum(len(line["tokens"]) for line in lines)
    flat = np.memmap(meaning_file, np.float32, "r").reshape(total, -1) if meaning_file else np.zeros((total, 0), np.float32)
    labels = outcomes(corpus)
    index = {name: i for i, name in enumerate(labels)}
    unseen = {clauses.words_of(s.predicate) for s in corpus if s.part != "train" and s.predicate and s.category != "NONE"}
    out, at = [], 0
    for sentence, line in zip(corpus, lines, strict=True):
        n = len(line["tokens"])
        if not (isinstance(sentence, Brief) and tells_one_of(unseen, sentence, line["tokens"])):
            out.append(Example(sentence, line["tokens"], flat[at:at + n], index))
        at += n
    return out, labels


def tells_one_of(predicates, sentence, tokens):
    """Are the words of an event, in base form, those of a predicate that is kept for dev or test?"""
    for _, _, marks in sentence.events:
        lemmas = " ".join(t[2] for t in tokens if any(begin <= t[0] and t[1] <= end for begin, end in marks))
        if clauses.words_of(lemmas) in predicates:
            return True
    return False


def number_paths(examples, names=None):
    """Gives each example of an event its rows of the path table; the names of the rows from 1 on. 0: any other."""
    if names is None:
        names = common_paths(examples)
    row = {p: i + 1 for i, p in enumerate(names)}
    for e in examples:
        if e.paths:
            e.path_rows = np.array([row.get(p, 0) for p in e.paths])
    return names


def common_paths(examples):
    count = collections.Counter(p for e in examples if e.paths and e.part == "train" for p in e.paths)
    return [p for p, n in count.most_common(PATH_MOST) if n >= PATH_MIN]
