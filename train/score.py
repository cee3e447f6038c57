"""Scores on gold tokens: LAS (universal relations, as CoNLL 2018), UPOS, lemmas, entity F1."""

import numpy as np
import torch

from encode import Batch
from labels import apply_script
from strings import lower, plain
from trees import entity_path, tree


def predict(model, features, sentences, tokens=3000):
    """Yields (sentence, numpy outputs, heads, relation logits)."""
    model.eval()
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i].forms))
    group, size = [], 0
    for n, i in enumerate(order):
        group.append(sentences[i])
        size += len(sentences[i].forms)
        if size >= tokens or n == len(order) - 1:
            yield from _predict_batch(model, features, group)
            group, size = [], 0


@torch.no_grad()
def _predict_batch(model, features, group):
    device = model.heads.root.device
    batch = Batch.of(features, group, device)
    out = model(batch)
    on_host = {k: out[k].cpu().numpy() for k in ("morph", "script", "ner", "fact", "arc")}
    heads = [tree(on_host["arc"][i, :l, :l + 1]) for i, l in enumerate(batch.lengths)]
    rel = model.heads.relations(out, batch, torch.from_numpy(np.concatenate(heads)).to(device)).cpu().numpy()
    ends = np.cumsum(batch.lengths)
    for i, s in enumerate(group):
        a, b = ends[i] - batch.lengths[i], ends[i]
        part = {k: on_host[k][a:b] for k in ("morph", "script", "ner", "fact")}
        part["arc"] = on_host["arc"][i, :b - a, :b - a + 1]
        yield s, part, heads[i], rel[a:b]


def relations(heads, logits, labels):
    root = labels.index["rel"]["root"]
    rest = logits.copy()
    rest[:, root] = -1e9
    return [labels.rel[root if h == 0 else r] for h, r in zip(heads, rest.argmax(1))]


def lemma_of(form, xpos, script, dictionary):
    return dictionary.get((lower(plain(form)), xpos)) or apply_script(script, form)


def syntax_scores(model, features, sentences, labels, dictionary):
    total = las = uas = upos = xpos = feats = lemma = full = 0
    squared, facts = 0.0, []
    for s, out, heads, rel_logits in predict(model, features, sentences):
        rels = relations(heads, rel_logits, labels)
        morph = [labels.morph[m] for m in out["morph"].argmax(1)]
        scripts = [labels.script[m] for m in out["script"].argmax(1)]
        for i, form in enumerate(s.forms):
            total += 1
            right = heads[i] == s.heads[i]
            uas += right
            las += right and rels[i].split(":")[0] == s.rels[i].split(":")[0]
            full += right and rels[i] == s.rels[i]
            upos += morph[i][0] == s.morph[i][0]
            xpos += morph[i][1] == s.morph[i][1]
            feats += morph[i][2] == s.morph[i][2]
            lemma += s.lemmas[i] == "_" or lemma_of(form, morph[i][1], scripts[i], dictionary) == s.lemmas[i]
        facts += [(out["fact"][i], v) for i, v in s.facts.items()]
    result = {k: round(100 * float(v) / total, 2) for k, v in dict(LAS=las, UAS=uas, UPOS=upos, XPOS=xpos, FEATS=feats,
                                                            lemma=lemma, LAS_sub=full).items()}
    if facts:
        result["fact_r"] = round(float(np.corrcoef(np.array(facts).T)[0, 1]), 3)
    return result


def spans(tags):
    out, start = set(), None
    for i, tag in enumerate(list(tags) + ["O"]):
        if start is not None and tag[:2] != "I-":
            out.add((start, i, tags[start][2:]))
            start = None
        if tag[:2] == "B-" or tag[:2] == "I-" and start is None:
            start = i
    return out


def entity_scores(model, features, sentences, labels):
    right = guessed = gold = 0
    for s, out, _, _ in predict(model, features, sentences):
        ours = spans([labels.ner[i] for i in entity_path(out["ner"], labels.ner)])
        theirs = spans(s.ner)
        right += len(ours & theirs)
        guessed += len(ours)
        gold += len(theirs)
    p, r = right / max(1, guessed), right / max(1, gold)
    return {"P": round(100 * p, 2), "R": round(100 * r, 2), "F1": round(200 * p * r / max(1e-9, p + r), 2)}
