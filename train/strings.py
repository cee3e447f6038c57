"""From a token to the strings that are hashed: docs/model-format.md, sections 1 and 2.

The C++ twin is dateline/syntax; both are checked against train/golden/features.tsv.
"""

FNV_BASIS = 0xCBF29CE484222325
FNV_PRIME = 0x100000001B3
LONGEST = 64  # code points


def fnv1a(text):
    """64-bit FNV-1a of the UTF-8 bytes, as dateline/base/hash.h."""
    state = FNV_BASIS
    for byte in text.encode("utf-8", "surrogatepass"):
        state = ((state ^ byte) * FNV_PRIME) & 0xFFFFFFFFFFFFFFFF
    return state


_PLAIN = {ord(c): "'" for c in "\u2018\u2019\u201a\u201b\u0060\u00b4\u2032"}
_PLAIN.update({ord(c): '"' for c in "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033"})
_PLAIN.update({ord(c): "-" for c in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"})
_PLAIN.update({0x2026: "...", 0xA0: " ", 0x202F: " "})


def plain(form):
    text = form.translate(_PLAIN)
    if text == "''":
        return '"'
    if len(text) > 1 and not text.strip("-"):
        return "-"
    return text[:LONGEST]


def _alternating(c):
    return (0x100 <= c <= 0x137 or 0x14A <= c <= 0x177 or 0x1E00 <= c <= 0x1E95
            or 0x1EA0 <= c <= 0x1EFF or 0x460 <= c <= 0x481 or 0x48A <= c <= 0x4BF
            or 0x4D0 <= c <= 0x52F)


def _lower_code(c):
    """to_lower of dateline/base/utf8.cc, case by case."""
    if 0x41 <= c <= 0x5A:
        return c + 32
    if c < 0xC0:
        return c
    if 0xC0 <= c <= 0xDE and c != 0xD7:
        return c + 32
    if c == 0x130:
        return 0x69
    if c == 0x178:
        return 0xFF
    if _alternating(c):
        return c | 1
    if 0x139 <= c <= 0x148 or 0x179 <= c <= 0x17E:
        return c + (c & 1)
    if 0x391 <= c <= 0x3AB and c != 0x3A2 or 0x410 <= c <= 0x42F:
        return c + 32
    return c + 80 if 0x400 <= c <= 0x40F else c


def lower(text):
    if text.isascii():
        return text.lower()
    return "".join(chr(_lower_code(ord(c))) for c in text)


def is_upper(char):
    return _lower_code(ord(char)) != ord(char)


def is_letter(char):
    c = ord(char)
    if c < 0x80:
        return char.isalpha()
    if c < 0xC0:
        return c in (0xAA, 0xB5, 0xBA)
    return not (c in (0xD7, 0xF7, 0xFFFD) or 0x2000 <= c <= 0x2BFF or 0x3000 <= c <= 0x3004
                or 0x3008 <= c <= 0x3020 or 0xFE10 <= c <= 0xFE6F or 0xFF00 <= c <= 0xFF20
                or 0xE000 <= c <= 0xF8FF or c >= 0x1F000)


def shape(text):
    out = []
    for char in text:
        kind = "X" if is_upper(char) else "x" if is_letter(char) else "d" if "0" <= char <= "9" else char
        if out[-3:] != [kind] * 3:
            out.append(kind)
    return "".join(out)


# name, default rows, default width; order of concatenation
TABLES = (("norm", 16384, 64), ("form", 16384, 32), ("pre2", 2048, 16), ("pre3", 8192, 24),
          ("suf2", 2048, 16), ("suf3", 8192, 24), ("suf4", 8192, 24), ("shape", 1024, 16))
FLAG_ROWS, FLAG_WIDTH = 8, 8
SPACE_AFTER, SPACE_BEFORE, SHOUTING = 1, 2, 4


def hashed_strings(form):
    """The strings of the hashed tables, in the order of TABLES."""
    flat = plain(form)
    norm = lower(flat)
    return ("n:" + norm, "f:" + flat, "a:" + norm[:2], "b:" + norm[:3], "x:" + norm[-2:],
            "y:" + norm[-3:], "z:" + norm[-4:], "s:" + shape(flat))


def is_shouting(forms):
    upper = 0
    for form in forms:
        for char in plain(form):
            if is_upper(char):
                upper += 1
            elif is_letter(char):
                return False
    return upper >= 4


def flags(forms, space_after):
    """One flag byte for each token of a sentence."""
    loud = SHOUTING if is_shouting(forms) else 0
    out, before = [], True
    for after in space_after:
        out.append((SPACE_AFTER if after else 0) | (SPACE_BEFORE if before else 0) | loud)
        before = after
    return out
