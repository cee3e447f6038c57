"""Maximum spanning tree with one child of the root (Chu-Liu/Edmonds), and the entity decoder. Plain and slow:
the reference for dateline/syntax."""

import numpy as np


def _cycle(heads):
    n, state = len(heads), [0] * len(heads)
    for start in range(1, n):
        path, at = [], start
        while at and not state[at]:
            state[at] = 1
            path.append(at)
            at = heads[at]
        if at and at in path:
            return path[path.index(at):]
        for p in path:
            state[p] = 2
    return None


def _edmonds(score):
    """score[d, h]; row 0 unused. Contract one cycle, solve, expand."""
    heads = score.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads.tolist())
    if not cycle:
        return heads
    n, inside = len(score), set(cycle)
    outside = [i for i in range(n) if i not in inside]
    cyc = np.array(cycle)
    gain = score[cyc] - score[cyc, heads[cyc]][:, None]
    small = np.full((len(outside) + 1,) * 2, -np.inf)
    small[:-1, :-1] = score[np.ix_(outside, outside)]
    enter = gain[:, outside]
    small[-1, :-1] = enter.max(0)
    leave = score[np.ix_(outside, cyc)]
    small[:-1, -1] = leave.max(1)
    small[0, :] = -np.inf
    small[0, 0] = 0
    found = _edmonds(small)
    out = heads.copy()
    for i, d in enumerate(outside[1:], 1):
        out[d] = outside[found[i]] if found[i] < len(outside) else cyc[leave[i].argmax()]
    via = found[-1]
    broken = cyc[enter[:, via].argmax()]
    out[broken] = outside[via]
    return out


def tree(logits):
    """logits [n, n + 1] (column 0 is root) -> heads, 0 root."""
    n = len(logits)
    logp = logits - np.logaddexp.reduce(logits, 1, keepdims=True)
    heads = logp.argmax(1)
    if (heads == 0).sum() == 1 and not _cycle([0] + heads.tolist()):
        return heads
    score = np.full((n + 1, n + 1), -np.inf)
    score[1:] = logp
    np.fill_diagonal(score, -np.inf)
    score[0, 0] = 0
    best, best_total = None, -np.inf
    order = np.argsort(-logp[:, 0])[:max(2, min(8, n))]
    for root in order:
        one = score.copy()
        one[1:, 0] = -np.inf
        one[root + 1, 1:] = -np.inf
        one[root + 1, 0] = score[root + 1, 0]
        found = _edmonds(one)[1:]
        total = score[np.arange(1, n + 1), found].sum()
        if total > best_total:
            best, best_total = found, total
    return best


def entity_path(logits, names):
    """Viterbi over the logits: I-X only after B-X or I-X."""
    logp = logits - np.logaddexp.reduce(logits, 1, keepdims=True)
    n, k = logp.shape
    allowed = transitions(names)
    best, back = logp[0] + allowed[k], []
    for t in range(1, n):
        step = best[:, None] + allowed[:k]
        back.append(step.argmax(0))
        best = step.max(0) + logp[t]
    path = [int(best.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]


def transitions(names):
    """ner.trans: row = label before (last row: start), column = label; 0 or -10000."""
    k = len(names)
    out = np.zeros((k + 1, k), np.float32)
    for j, name in enumerate(names):
        if name.startswith("I-"):
            out[:, j] = -10000
            for i, before in enumerate(names):
                if before[1:] == name[1:] and before[0] in "BI":
                    out[i, j] = 0
    return out
