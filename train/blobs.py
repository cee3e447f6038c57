"""The container of docs/model-format.md: named arrays in one checked file."""

import struct

import numpy as np

from strings import FNV_PRIME

KINDS = {"u1": 0, "f4": 1, "i1": 2, "i4": 3, "f2": 4, "u2": 5}
NAMES = {v: k for k, v in KINDS.items()}


def _checksum(data):
    """FNV-1a of a few million bytes; the loop is the definition."""
    state, prime, mask = 0xCBF29CE484222325, FNV_PRIME, 0xFFFFFFFFFFFFFFFF
    for byte in data:
        state = ((state ^ byte) * prime) & mask
    return state


def write(path, blobs):
    body, table = bytearray(64), b""
    for name, array in sorted(blobs.items()):
        if isinstance(array, (bytes, str)):
            array = np.frombuffer(array.encode() if isinstance(array, str) else array, np.uint8)
        array = np.ascontiguousarray(array)
        body += bytes(-len(body) % 64)
        dims = list(array.shape) + [1] * (4 - array.ndim)
        table += struct.pack("<32sII4IQQ", name.encode(), KINDS[array.dtype.str[1:]], array.ndim, *dims, len(body), array.nbytes)
        body += array.tobytes()
    body += bytes(-len(body) % 64)
    at = len(body)
    body += table
    body[:64] = struct.pack("<8sIIQQQ24x", b"DATELINE", 1, len(blobs), at, len(body), _checksum(memoryview(body)[64:]))
    with open(path, "wb") as file:
        file.write(body)


def read(path):
    with open(path, "rb") as file:
        data = file.read()
    magic, version, count, at, size, _ = struct.unpack("<8sIIQQQ24x", data[:64])
    assert magic == b"DATELINE" and version == 1 and size == len(data), "not a model file of this version"
    out = {}
    for i in range(count):
        name, kind, ndim, *rest = struct.unpack_from("<32sII4IQQ", data, at + 72 * i)
        dims, offset, length = rest[:ndim], rest[4], rest[5]
        out[name.rstrip(b"\0").decode()] = np.frombuffer(data[offset:offset + length], "<" + NAMES[kind]).reshape(dims)
    return out


def lines(blob):
    return blob.tobytes().decode().splitlines()
