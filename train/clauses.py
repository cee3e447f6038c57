"""The clauses of corpus/plover-open/clauses set into sentences, as further examples for the judge.

A clause is short and tells one event, or none (NONE.tsv); each is set once into a sentence of settings.txt, alone or before
another, both labelled. Clauses whose predicate the dev or test sentences have are left out, so that those stay unseen.
"""

import pathlib
import random
import re

MARK = re.compile(r"\{([ARETPSC]):([^{}=]*)(?:=[^{}]*)?\}")
PLAIN = set("a an the of to for on with by in at from as its their his be".split())
LOWERED = set("a an the two three four five six some several more many dozens hundreds thousands".split())


def unmarked(marked, at=0):
    """The plain text, and (kind, begin, end) of its marks: bytes, the first of which is the `at`-th."""
    text, spans, done = "", [], 0
    for m in MARK.finditer(marked):
        text += marked[done:m.start()]
        begin = at + len(text.encode())
        text += m.group(2)
        spans.append((m.group(1), begin, at + len(text.encode())))
        done = m.end()
    return text + marked[done:], spans


def words_of(predicate):
    return frozenset(w for w in predicate.lower().split() if w not in PLAIN)


class Clause:
    def __init__(self, category, fields):
        self.category = category
        self.predicate, mode, self.marked = fields
        self.mode = mode.split(",")[0]


def read(folder):
    out = []
    for file in sorted(pathlib.Path(folder).glob("*.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                out.append(Clause(file.stem.split("-")[0], line.split("\t")))
    return out


class Composite:
    """A sentence of one or two clauses. The main one, whose participants are marked, is the first that tells an event.
    `events`: (category, mode, event marks) of each, the main one's first. Mark "X": known to tell nothing."""

    part, aux = "train", None

    def __init__(self, setting, clauses):
        self.text, self.events, self.spans = "", [], []
        main = min(clauses, key=lambda c: c.category == "NONE")
        self.category, self.mode = main.category, main.mode
        for piece in re.split(r"(\{[12]\})", setting):
            if piece in ("{1}", "{2}"):
                clause = clauses[int(piece[1]) - 1]
                self._add(clause, clause is main)
            else:
                self.text += piece
        self.events.sort(key=lambda event: event[2] != self.marks("E"))

    def _add(self, clause, is_main):
        first = len(self.text.encode())
        text, spans = unmarked(lowered(clause.marked) if first else clause.marked, first)
        self.text += text
        if clause.category == "NONE":
            self.spans.append(("X", first, len(self.text.encode())))
            return
        self.events.append((clause.category, clause.mode, [(b, e) for kind, b, e in spans if kind == "E"]))
        self.spans += spans if is_main else [("X", b, e) for kind, b, e in spans if kind != "E"]

    def marks(self, kinds):
        return [(begin, end) for kind, begin, end in self.spans if kind in kinds]


def lowered(marked):
    """Without the capital of an article or number that opens the clause."""
    opening = re.match(r"(?:\{[ARE]:)?(\w+)", marked)
    if not opening or opening.group(1).lower() not in LOWERED:
        return marked
    at = opening.start(1)
    return marked[:at] + marked[at].lower() + marked[at + 1:]


def set_into_sentences(folder, held_out, seed=1):
    """One Composite for each clause whose predicate is not among `held_out`."""
    rng = random.Random(seed)
    settings = [s for s in (pathlib.Path(folder) / "settings.txt").read_text(encoding="utf-8").splitlines() if s and s[0] != "#"]
    closed = {words_of(p) for p in held_out}
    clauses = [c for c in read(folder) if c.category == "NONE" or words_of(c.predicate) not in closed]
    return [Composite(rng.choice(settings), (c, rng.choice(clauses))) for c in clauses]
