"""What teachers said, small enough to keep: of each sentence by its text, so that it outlives changes of the corpus.

    python taught.py --tokens t.jsonl --clauses 25000 --said said.pt taught.npz    (from what second_reader.py --say wrote)

Of each candidate the likeliest KEPT outcomes, of each pair what is above LEAST, of the event's word its auxiliary modes; eight bits each.
`judge.py` and `second_reader.py --said taught.npz` learn from it what the sentences at hand have in it, and of the others what their labels say.
"""

import sys

import numpy as np
import torch
import torch.nn.functional as F

from plover_open import AUX, fnv1a

KEPT = 4
LEAST = 0.02
PAIR = np.dtype([("sentence", "<u4"), ("token", "<u2"), ("role", "u1"), ("p", "u1")])


def eight(p):
    return np.rint(np.asarray(p, np.float32) * 255).astype(np.uint8)


def pack(examples, file):
    examples = list({e.text: e for e in examples if e.said is not None}.values())
    best = [e.said.float().topk(KEPT, 1) for e in examples]
    told = [(n, e) for n, e in enumerate(examples) if e.said_pairs is not None]
    pairs = [(n, token, role, round(255 * p)) for n, e in told
             for (token, role), p in zip((e.said_pairs > LEAST).nonzero().tolist(), e.said_pairs[e.said_pairs > LEAST].tolist())]
    aux = np.zeros((len(examples), len(AUX)), np.uint8)
    for n, e in told:
        aux[n] = eight(e.said_aux.float())
    np.savez_compressed(file, text=np.array([fnv1a(e.text) for e in examples], np.uint64), words=np.array([len(e.words) for e in examples], np.uint8),
                        tokens=np.array([len(e.tokens) for e in examples], np.uint16), told=np.array([n for n, _ in told], np.uint32),
                        outcome=torch.cat([b.indices for b in best]).numpy().astype(np.uint8), p=eight(torch.cat([b.values for b in best])),
                        pairs=np.array(pairs, PAIR), aux=aux)


def say_labels(e, width):
    """Nothing of auxiliary modes, which few labels tell."""
    e.said = F.one_hot(torch.tensor(e.labels), width).half()
    e.said_pairs = torch.from_numpy(e.roles()).half()


def hear(examples, file):
    """Gives examples what the file has of them. Returns of how many."""
    of = np.load(file)
    text, words, tokens, told, outcome, p, pairs, aux = (of[name] for name in ("text", "words", "tokens", "told", "outcome", "p", "pairs", "aux"))
    place, starts = {int(t): n for n, t in enumerate(text)}, np.concatenate([[0], np.cumsum(words, dtype=np.int64)])
    pair_starts, has_pairs, heard = np.searchsorted(pairs["sentence"], np.arange(len(text) + 1)), set(told.tolist()), 0
    width = int(outcome.max()) + 1
    for e in examples:
        n = place.get(fnv1a(e.text))
        if n is None or words[n] != len(e.words) or tokens[n] != len(e.tokens) or e.trigger is not None and n not in has_pairs:
            say_labels(e, width)
            continue
        rows = slice(starts[n], starts[n + 1])
        share = torch.from_numpy(p[rows].astype(np.float32))
        said = torch.zeros(len(e.words), width).scatter_(1, torch.from_numpy(outcome[rows].astype(np.int64)), share)
        e.said = (said / said.sum(1, keepdim=True)).half()
        if e.trigger is not None:
            e.said_pairs = torch.zeros(len(e.tokens), 2).half()
            for _, token, role, share in pairs[pair_starts[n]:pair_starts[n + 1]]:
                e.said_pairs[token, role] = share / 255
            e.said_aux = torch.from_numpy(aux[n].astype(np.float32) / 255).half()
        heard += 1
    return heard


def main():
    import judge
    from plover_open import read_corpus, read_examples
    *options, to = sys.argv[1:]
    o = judge.parser().parse_args(options)
    judge.set_up(o)
    examples, _ = read_examples(read_corpus(o.corpus), o.tokens)
    sets = judge.split(examples, o)
    judge.hear(sets["train"], o.said)
    pack(sets["train"], to)


if __name__ == "__main__":
    main()
