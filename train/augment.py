"""Changes of surface that wire copy brings and the treebanks rarely show: curly quotes, dashes, capitals,
headlines, a missing full stop. Labels stay what they are."""

import dataclasses


def _quotes(forms):
    out, open_double = [], False
    for form in forms:
        if form == '"':
            open_double = not open_double
            form = "“" if open_double else "”"
        out.append(form.replace("'", "’"))
    return out


def _dashes(forms, spaces, rng):
    dash = rng.choice("–—")
    return [dash if f == "--" or f == "-" and s and i and spaces[i - 1] else f
            for i, (f, s) in enumerate(zip(forms, spaces))]


def _without_last(sentence):
    """The sentence less its final mark, where nothing hangs on the mark."""
    n = len(sentence.forms)
    mark = sentence.forms[-1] in (".", "!", "?")
    if n < 4 or not mark or not sentence.heads or n in sentence.heads:
        return sentence
    cut = {k: getattr(sentence, k)[:-1] for k in ("forms", "space_after", "morph", "lemmas", "heads", "rels", "ner")
           if getattr(sentence, k)}
    return dataclasses.replace(sentence, **cut, facts={k: v for k, v in sentence.facts.items() if k < n - 1})


def _titled(form):
    return form[:1].upper() + form[1:] if len(form) > 3 else form


def joined(sentences, rng, longest=60):
    """Neighbours of one document as one sentence, as a missed sentence end would make them; some of all pairs."""
    out = []
    for a, b in zip(sentences, sentences[1:]):
        near = a.id.rsplit("-", 1)[0] == b.id.rsplit("-", 1)[0]
        if near and len(a.forms) + len(b.forms) <= longest and rng.random() < 0.5:
            n, root = len(a.forms), a.heads.index(0) + 1
            heads = [h + n if h else root for h in b.heads]
            rels = ["parataxis" if r == "root" else r for r in b.rels]
            facts = a.facts | {k + n: v for k, v in b.facts.items()}
            out.append(dataclasses.replace(a, forms=a.forms + b.forms, space_after=a.space_after + b.space_after,
                                           morph=a.morph + b.morph, lemmas=a.lemmas + b.lemmas, heads=a.heads + heads,
                                           rels=a.rels + rels, facts=facts))
    return out


def augment(sentence, rng):
    if rng.random() < 0.04:
        sentence = _without_last(sentence)
    forms, spaces = sentence.forms, sentence.space_after
    if rng.random() < 0.35:
        forms = _quotes(forms)
    if rng.random() < 0.35:
        forms = _dashes(forms, spaces, rng)
    draw = rng.random()
    if draw < 0.03:
        forms = [f.upper() for f in forms]
    elif draw < 0.045:
        forms = [f.lower() for f in forms]
    elif draw < 0.06:
        forms = [_titled(f) for f in forms]
    return sentence if forms is sentence.forms else dataclasses.replace(sentence, forms=list(forms))
