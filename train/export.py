"""Writes a trained student as a model file, and golden vectors from the very numbers in that file.

    python export.py --student student.pt --packages PACKAGES --out ../models/en.dlm [--golden golden] [--boundary b.npz]
"""

import argparse
import os

import numpy as np
import torch

import blobs
import strings
from encode import Features, Vocabulary
from model import Student
from score import lemma_of, predict, relations
from sentences import Sentence
from trees import entity_path, transitions


def eighth(array):
    """i8 with a scale for each row."""
    scale = np.maximum(np.abs(array).max(1), 1e-8) / 127
    return np.clip(np.rint(array / scale[:, None]), -127, 127).astype(np.int8), scale.astype(np.float32)


DENSE = {"input": "input", "heads.tags": "tags", "heads.parse": "parse", "heads.u": "arc.u", "heads.label": "rel"}


def names(model):
    """(parameter of the model, blob, kind)."""
    tables = [("words.word.weight", "emb.word")]
    tables += [(f"words.tables.{i}.weight", f"emb.{t[0]}") for i, t in enumerate(strings.TABLES)]
    tables += [("words.flags.weight", "emb.flags")]
    return [(p, b, "i8") for p, b in tables] + names_of_layers(model)


def names_of_layers(model):
    """All but the tables."""
    out = []
    for module, blob in DENSE.items():
        out += [(module + ".weight", blob if blob == "arc.u" else blob + ".w", "i8"),
                (module + ".bias", "arc.b" if blob == "arc.u" else blob + ".b", "f32")]
    for i in range(len(model.encoder.layers)):
        at = f"encoder.layers.{i}."
        out += [(at + "product.weight", f"sru.{i}.w", "i8"), (at + "product.bias", f"sru.{i}.b", "f32"),
                (at + "v", f"sru.{i}.v", "f32"), (at + "norm.weight", f"sru.{i}.g", "f32"),
                (at + "norm.bias", f"sru.{i}.n", "f32")]
    return out + [("heads.root", "parse.root", "f32"), ("heads.distance", "arc.dist", "f32")]


def weights(model, parameters):
    """`parameters` as names() has them."""
    out = {}
    state = model.state_dict()
    for parameter, blob, kind in parameters:
        array = state[parameter].numpy()
        if kind == "i8":
            out[blob], out[blob + ".scale"] = eighth(array)
        else:
            out[blob] = array.astype(np.float32)
    return out


def restore(model, stored):
    """Puts the file's numbers back, so that what is tested is what is shipped."""
    state = {}
    for parameter, blob, kind in names(model):
        array = stored[blob].astype(np.float32)
        state[parameter] = torch.from_numpy(array * stored[blob + ".scale"][:, None] if kind == "i8" else array.copy())
    model.load_state_dict(state)
    return model


def restored(content, vocabulary, labels):
    """The student of a model file."""
    layers = sum(name.startswith("sru.") and name.endswith(".v") for name in content)
    model = Student(vocabulary.vectors, labels, len(content["input.b"]), layers, sparse=False)
    return restore(model, content)


def label_tables(labels):
    return {f"labels.{n}": "".join(l + "\n" for l in labels.lines(n)) for n in ("morph", "script", "rel", "ner")}


def language(labels, dictionary, words):
    """Label tables, vocabulary and lemma dictionary."""
    lines = label_tables(labels)
    entries = sorted(f"{norm}\t{xpos}\t{lemma}\n".encode() for (norm, xpos), lemma in dictionary.items())
    lines["lemma.dict"] = b"".join(entries)
    lines["vocab.hash"] = np.array([strings.fnv1a(w) for w in words], "<u8").tobytes()
    lines["ner.trans"] = transitions(labels.ner)
    return lines


def golden_sentences(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                parts = line.split()
                glued = [p.startswith("~") and len(p) > 1 for p in parts] + [False]
                yield Sentence([p[g:] for p, g in zip(parts, glued)], [not g for g in glued[1:]])


def write_golden(folder, model, features, labels, dictionary):
    write_golden_features(folder, features)
    write_golden_outputs(folder, "outputs.tsv", model, features, labels, dictionary)


def write_golden_features(folder, features):
    plan = golden_sentences(os.path.join(folder, "sentences.txt"))
    with open(os.path.join(folder, "features.tsv"), "w", encoding="utf-8") as out:
        out.write("# form, flags, plain, norm, shape, rows of: word " + " ".join(t[0] for t in strings.TABLES) + "\n")
        for s in plan:
            for form, row in zip(s.forms, features.sentence(s.forms, s.space_after).tolist()):
                flat = strings.plain(form)
                out.write("\t".join([form, str(row[-1]), flat, strings.lower(flat), strings.shape(flat)] + [str(r) for r in row[:-1]]) + "\n")
            out.write("\n")


def write_golden_outputs(folder, name, model, features, labels, dictionary):
    plan = list(golden_sentences(os.path.join(folder, "sentences.txt")))
    with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
        out.write("# form, lemma, upos, xpos, feats, head, relation, entity, factuality, first 4 morph logits, first 4 "
                  "entity logits, arc logits (root first)\n")
        by_sentence = {id(s): rest for s, *rest in predict(model, features, plan)}
        for s in plan:
            _golden_outputs(out, s, *by_sentence[id(s)], labels, dictionary)


def _golden_outputs(out, s, part, heads, rel_logits, labels, dictionary):
    rels = relations(heads, rel_logits, labels)
    entities = [labels.ner[i] for i in entity_path(part["ner"], labels.ner)]
    floats = lambda row: " ".join(f"{v:.5f}" for v in row)
    for i, form in enumerate(s.forms):
        morph = labels.morph[part["morph"][i].argmax()]
        lemma = lemma_of(form, morph[1], labels.script[part["script"][i].argmax()], dictionary)
        out.write("\t".join([form, lemma, *morph, str(int(heads[i])), rels[i], entities[i], f"{part['fact'][i]:.5f}",
                             floats(part["morph"][i][:4]), floats(part["ner"][i][:4]), floats(part["arc"][i])]) + "\n")
    out.write("\n")


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--student", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--golden")
    p.add_argument("--boundary")
    p.add_argument("--name", default="en")
    p.add_argument("--built", default="")
    o = p.parse_args()
    saved = torch.load(o.student, weights_only=False)
    state, labels, dictionary, words = (saved[k] for k in ("state", "labels", "dictionary", "words"))
    vocabulary = Vocabulary(words, state["words.word.weight"].numpy()[1:])
    assert vocabulary.words == words
    vocabulary.vectors[0] = state["words.word.weight"].numpy()[0]
    options = saved["options"]
    model = Student(vocabulary.vectors, labels, options["width"], options["layers"], options["dropout"])
    model.load_state_dict(state)
    content = weights(model, names(model)) | language(labels, dictionary, words)
    content["meta"] = f"format=1\nlanguage=en\nname={o.name}\nbuilt={o.built}\n"
    if o.boundary:
        learned = np.load(o.boundary)
        content["boundary.w"], content["boundary.b"] = learned["w"], learned["b"]
    blobs.write(o.out, content)
    if o.golden:
        write_golden(o.golden, restore(model, blobs.read(o.out)), Features(vocabulary), labels, dictionary)


if __name__ == "__main__":
    main()
