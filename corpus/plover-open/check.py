#!/usr/bin/env python3
"""Check the plover-open files: format, codes, modes, lengths, duplicates.

Usage: check.py [FILE.tsv ...]   (default: all beside this script and in its folders)
Files in folders `articles`, `participants`, `actors` and `briefs` are read as those. Exit code 1 and one line a fault
where something is wrong; else a table of counts.
"""
import collections
import pathlib
import re
import sys

MARK = re.compile(r"\{([ARETPSC]):([^{}=]*)(?:=([^{}]*))?\}")
ARTICLE_MARK = re.compile(r"\{([A-Z]+)(?:/([A-Za-z-]+))?(?:~([a-z,-]+))?:([^{}]+)\}")
CODED = "ARS"
AUX = {"future", "hypothetical", "negation", "historical"}
SECTORS = set(
    "COP GOV JUD LEG MIL OPP PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF REL SOC"
    .split())
CATEGORIES = set(
    "AGREE CONSULT SUPPORT COOPERATE AID CONCEDE REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION "
    "MOBILIZE COERCE ASSAULT RETREAT NONE".split())
SPECIAL = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}
CODEBOOK = pathlib.Path(__file__).parents[2] / "data/events/codebook.tsv"


def modes_of_categories():
    """From the coder's codebook: category -> its modes."""
    rows = (line.split() for line in CODEBOOK.read_text(encoding="utf-8").splitlines())
    return {row[1]: set(row[3].split(",")) - {"-"} for row in rows if row[:1] == ["category"]}


def bad_codes(codes):
    for group in codes.split(","):
        parts = group.split()
        if not parts or parts == ["-"]:
            continue
        first, rest = parts[0], parts[1:]
        if first != "-" and first not in SPECIAL and not re.fullmatch(r"[A-Z]{3}", first):
            return f"bad code {first!r}"
        for sector in rest:
            if sector not in SECTORS:
                return f"bad sector {sector!r}"
    return None


def faults(category, fields):
    if len(fields) != 5:
        yield f"needs 5 tab-separated fields, has {len(fields)}"
        return
    predicate, _, _, aux, sentence = fields
    if not predicate.strip():
        yield "no predicate"
    if aux != "-" and not set(aux.split(",")) <= AUX:
        yield f"bad aux {aux!r}"
    marks = MARK.findall(sentence)
    plain = MARK.sub(lambda m: m.group(2), sentence)
    if re.search(r"[{}]", plain):
        yield "a brace is left over"
    words = len(plain.split())
    if not 8 <= words <= 50:
        yield f"{words} words"
    if category == "NONE":
        return
    roles = [role for role, _, _ in marks]
    if "E" not in roles:
        yield "no {E:...}"
    if "A" not in roles and "R" not in roles:
        yield "neither actor nor recipient"
    for role, text, codes in marks:
        if not text.strip():
            yield "an empty mark"
        if role in CODED:
            wrong = bad_codes(codes) if codes else "no codes"
            if wrong:
                yield f"{role}:{text}: {wrong}"
        if role == "T" and not codes:
            yield f"T:{text}: no value"


def check_running(files, kind):
    """Articles: name, sentence with {CATEGORY/mode:words}. Briefs: the sentence, with {A:} and {R:} too. Returns the number of faults."""
    modes = modes_of_categories()
    wrong, seen, articles, events = 0, {}, {}, collections.Counter()

    def fault(text):
        nonlocal wrong
        wrong += 1
        print(f"{file.name}:{number}: {text}")

    for file in files:
        previous = None
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            name, tab, sentence = line.partition("\t") if kind == "articles" else ("", "\t", line)
            if not tab or "\t" in sentence:
                fault("another number of tab-separated fields")
                continue
            if name and name != previous and name in articles:
                fault(f"article {name} was before, in {articles[name]}")
            articles.setdefault(name, file.name)
            previous = name
            told = ARTICLE_MARK.findall(sentence)
            if kind == "briefs" and told and all(category in "AR" for category, *_ in told):
                fault("somebody takes part in nothing")
            for category, mode, aux, _ in told:
                if kind == "briefs" and category in "AR" and not mode:
                    continue
                if aux and (kind != "briefs" or aux != "-" and not set(aux.split(",")) <= AUX):
                    fault(f"bad aux {aux!r}")
                events[category] += 1
                if category not in modes:
                    fault(f"{category!r} is not a PLOVER category")
                elif mode and mode not in modes[category]:
                    fault(f"{mode!r} is not a mode of {category}")
            plain = ARTICLE_MARK.sub(lambda m: m.group(4), sentence)
            if re.search(r"[{}]", plain):
                fault("a brace is left over")
            if plain.lower() in seen and len(plain.split()) > 8:
                fault(f"the same sentence as {seen[plain.lower()]}")
            seen[plain.lower()] = f"{file.name}:{number}"
    if seen:
        counts = " ".join(f"{c} {n}" for c, n in events.most_common())
        parts = f" {len(articles):4} articles" if kind == "articles" else ""
        print(f"{kind:10} {len(seen):5} sentences{parts}, {wrong} faults; {counts}")
    return wrong


def stands_in(phrase, marked):
    """Whether a sentence has the phrase, with "#2" behind it twice."""
    plain = ARTICLE_MARK.sub(lambda m: m.group(4), marked)
    words, _, n = phrase.partition("#")
    return len(re.findall(rf"(?<!\w){re.escape(words)}(?!\w)", plain)) >= int(n or 1)


def faults_of_actor(articles, fields):
    """Of a line of actors/: article, sentence, phrase, codes, whom it means."""
    if len(fields) != 5:
        yield f"needs 5 tab-separated fields, has {len(fields)}"
        return
    name, sentence, phrase, codes, whom = fields
    sentences = articles.get(name, [])
    if not sentence.isdigit() or not 1 <= int(sentence) <= len(sentences):
        yield f"article {name} has no sentence {sentence}"
        return
    if not stands_in(phrase, sentences[int(sentence) - 1]):
        yield f"{phrase!r} is not in sentence {sentence} of {name}"
    if wrong := bad_codes(codes.replace("?", "-")):
        yield wrong
    whole = " ".join(ARTICLE_MARK.sub(lambda m: m.group(4), marked) for marked in sentences)
    for part in whom.split(" + ") if whom != "-" else ():
        if part not in whole:
            yield f"{part!r} is not in {name}"


def faults_of_cast(articles, fields):
    """Of a line of participants/: article, sentence, event, actors, recipients, auxiliary modes."""
    if len(fields) != 6:
        yield f"needs 6 tab-separated fields, has {len(fields)}"
        return
    name, sentence, event, actors, recipients, aux = fields
    sentences = articles.get(name, [])
    if not sentence.isdigit() or not 1 <= int(sentence) <= len(sentences):
        yield f"article {name} has no sentence {sentence}"
        return
    marked = sentences[int(sentence) - 1]
    if not event.isdigit() or not 1 <= int(event) <= len(ARTICLE_MARK.findall(marked)):
        yield f"sentence {sentence} of {name} has no event {event}"
    for phrase in (p for some in (actors, recipients) if some != "-" for p in some.split(" | ")):
        if not stands_in(phrase, marked):
            yield f"{phrase!r} is not in sentence {sentence} of {name}"
    if aux not in ("-", "?") and not set(aux.split(",")) <= AUX:
        yield f"bad aux {aux!r}"


def check_of_articles(files, what, faults_of):
    """participants/NAME.tsv or actors/NAME.tsv, of articles/NAME.tsv. Returns the number of faults."""
    wrong, seen = 0, set()
    for file in files:
        articles = collections.defaultdict(list)
        for line in (file.parents[1] / "articles" / file.name).read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                name, _, marked = line.partition("\t")
                articles[name].append(marked)
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("#"):
                continue
            fields = line.split("\t")
            found = list(faults_of(articles, fields))
            if tuple(fields[:3]) in seen:
                found.append("was before")
            seen.add(tuple(fields[:3]))
            wrong += len(found)
            for fault in found:
                print(f"{file.parent.name}/{file.name}:{number}: {fault}")
    if seen:
        print(f"{what} {len(seen)}, {wrong} faults")
    return wrong


def main(names):
    here = pathlib.Path(__file__).parent
    files = [pathlib.Path(n).resolve() for n in names] or sorted(here.glob("*.tsv")) + sorted(
        here.glob("articles/*.tsv")) + sorted(here.glob("participants/*.tsv")) + sorted(
        here.glob("actors/*.tsv")) + sorted(here.glob("briefs/*.tsv"))
    wrong = sum(check_running([f for f in files if f.parent.name == kind], kind) for kind in ("articles", "briefs"))
    wrong += check_of_articles([f for f in files if f.parent.name == "participants"], "events with participants", faults_of_cast)
    wrong += check_of_articles([f for f in files if f.parent.name == "actors"], "phrases with codes", faults_of_actor)
    seen = {}
    total, all_predicates = 0, set()
    for file in files:
        if file.parent.name in ("articles", "participants", "actors", "briefs"):
            continue
        category = file.stem.split("-")[0]  # NONE-2.tsv holds more of NONE
        if category not in CATEGORIES:
            print(f"{file}: not a PLOVER category")
            wrong += 1
        predicates = collections.Counter()
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            fields = line.split("\t")
            for fault in faults(category, fields):
                print(f"{file.name}:{number}: {fault}")
                wrong += 1
            plain = MARK.sub(lambda m: m.group(2), fields[-1]).lower()
            if plain in seen:
                print(f"{file.name}:{number}: the same sentence as {seen[plain]}")
                wrong += 1
            seen[plain] = f"{file.name}:{number}"
            predicates[fields[0]] += 1
        total += sum(predicates.values())
        all_predicates |= set(predicates)
        print(f"{category:10} {sum(predicates.values()):5} sentences {len(predicates):4} predicates")
    print(f"{'all':10} {total:5} sentences {len(all_predicates):4} predicates, {wrong} faults")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
