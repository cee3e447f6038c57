#!/usr/bin/env python3
"""Speed of the language core beside UDPipe 1, on the same raw text and core, with the answers checked.

    pip install ufal.udpipe==1.4.0.1
    taskset -c 0 bench/peer.py TRAIN.conllu GOLD.conllu [SENTENCES]

UDPipe's models cannot be had from a package registry, so a model of its usual sizes is trained here on the first SENTENCES
(default 1,500) of TRAIN for a few rounds: its speed is that of a full model, its accuracy is not, and is printed only to
show that both parsed what they were timed on. Each reads the text of GOLD three times, in turn; the best counts.
"""
import os
import re
import subprocess
import sys
import tempfile
import time

import ufal.udpipe as udpipe

DATELINE = os.environ.get("DATELINE", "build/release/dateline")
TOKENIZER = "dimension=24;epochs=3;batch_size=50;segment_size=50;initialization_range=0.5;learning_rate=0.005;dropout=0.1"
TAGGER = ("models=2;templates_1=lemmatizer;guesser_suffix_rules_1=8;guesser_enrich_dictionary_1=4;guesser_prefixes_max_1=4;"
          "use_lemma_1=1;use_xpostag_1=1;use_feats_1=1;provide_lemma_1=1;provide_xpostag_1=0;provide_feats_1=0;iterations_1=5;"
          "templates_2=tagger;guesser_suffix_rules_2=10;guesser_enrich_dictionary_2=6;guesser_prefixes_max_2=0;use_lemma_2=0;"
          "use_xpostag_2=1;use_feats_2=1;provide_lemma_2=0;provide_xpostag_2=1;provide_feats_2=1;iterations_2=5")
PARSER = ("iterations=4;embedding_upostag=20;embedding_feats=20;embedding_xpostag=0;embedding_form=50;embedding_lemma=0;"
          "embedding_deprel=20;learning_rate=0.01;learning_rate_final=0.001;l2=0.5;hidden_layer=200;batch_size=10;"
          "transition_system=projective;transition_oracle=dynamic;structured_interval=8")


def sentences(file, most=None):
    reader, out, error = udpipe.InputFormat.newConlluInputFormat(), udpipe.Sentences(), udpipe.ProcessingError()
    with open(file, encoding="utf-8") as lines:
        reader.setText(lines.read())
    sentence = udpipe.Sentence()
    while (most is None or len(out) < most) and reader.nextSentence(sentence, error):
        out.append(sentence)
        sentence = udpipe.Sentence()
    if error.occurred():
        sys.exit(f"{file}: {error.message}")
    return out


def trained(some):
    error = udpipe.ProcessingError()
    data = udpipe.Trainer.train("morphodita_parsito", some, udpipe.Sentences(), TOKENIZER, TAGGER, PARSER, error)
    if error.occurred():
        sys.exit(error.message)
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        return udpipe.Model.load(file.name)


def raw_text(file):
    """The sentences' texts, a paragraph for each document."""
    out = []
    for line in open(file, encoding="utf-8"):
        if line.startswith("# newdoc"):
            out.append("\n\n")
        elif line.startswith("# text = "):
            out.append(line[9:].rstrip("\n") + " ")
    return "".join(out).strip()


def words(conllu):
    """Of each word its place, its head's and its relation. A place: characters before it, blanks left out, and how many words
    of its token follow, of a token of several."""
    out = []
    at = 0
    for block in conllu.split("\n\n"):
        places, rows, inside = {"0": None}, [], 0
        for line in block.splitlines():
            fields = line.split("\t")
            if line.startswith("#") or len(fields) < 10 or "." in fields[0]:
                continue
            length = len(re.sub(r"\s", "", fields[1]))
            if "-" in fields[0]:
                first, last = fields[0].split("-")
                inside, step = int(last) - int(first) + 1, length
                continue
            places[fields[0]] = (at, inside)  # words of one token differ by how many are left
            if inside:
                inside -= 1
                at += 0 if inside else step
            else:
                at += length
            rows.append(fields)
        out += [(places[f[0]], places.get(f[6]), f[7].split(":")[0]) for f in rows]
    return out


def attachment(predicted, gold):
    right = len(set(words(predicted)) & set(words(gold)))
    return 200 * right / (len(words(predicted)) + len(words(gold)))


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    train, gold = sys.argv[1:3]
    count = int((sys.argv[3:4] or [1500])[0])
    model = trained(sentences(train, count))  # must outlive the pipeline
    pipeline = udpipe.Pipeline(model, "tokenize", "", "", "conllu")
    text, told = raw_text(gold), open(gold, encoding="utf-8").read()
    theirs, ours = [], []
    for _ in range(3):
        begun = time.perf_counter()
        predicted = pipeline.process(text)
        theirs.append(len(words(predicted)) / (time.perf_counter() - begun))
        printed = subprocess.run([DATELINE, "evaluate", "ud", gold], check=True, capture_output=True, text=True).stdout
        ours.append(float(re.search(r"(\d+) words a second", printed).group(1)))
    score = dict(zip(printed.splitlines()[0].split()[2:], printed.splitlines()[1].split()[1:]))
    print(f"dateline {max(ours):,.0f} words a second, LAS {score['LAS']}")
    print(f"UDPipe 1 {max(theirs):,.0f} words a second, LAS {attachment(predicted, told):.2f} (trained on {count} sentences)")
    print(f"x {max(ours) / max(theirs):.1f}")


if __name__ == "__main__":
    main()
