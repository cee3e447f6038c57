"""MiniLM (a BERT of 6 layers, Apache-2.0) and its like from their weights, and their word pieces. Nothing but torch."""

import json
import math
import os
import struct
import unicodedata

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from strings import plain

MOST = 12  # pieces of a word
PLACES = 256  # of pieces of a sentence, in model files
PARTS_OF_LAYER = (("qkv", "qkv"), ("mix", "out"), ("up", "up"), ("down", "down"))  # blob and module
NORMS_OF_LAYER = (("mix", "norm1"), ("down", "norm2"))


def half_precision(device="cpu"):
    """bfloat16 where it is multiplied faster than single precision; on other processors it is many times slower."""
    fast = device == "cuda" or torch.cpu.get_capabilities().get("avx512_bf16", False)
    return torch.autocast(device, dtype=torch.bfloat16, enabled=fast)


class Pieces:
    """WordPiece ids of one word: lower case, accents off, punctuation apart, longest match first."""

    def __init__(self, folder):
        with open(os.path.join(folder, "tokenizer.json"), encoding="utf-8") as file:
            self.vocab = json.load(file)["model"]["vocab"]
        self.seen = {}
        self.rows = np.zeros((0, MOST), np.int64)  # by the numbers of Features, and how many of each row count
        self.count = np.zeros(0, np.int64)

    def read(self, forms):
        """Makes rows for the forms of Features that have none yet."""
        fresh = [self.of(f) for f in forms[len(self.rows):]]
        if fresh:
            self.count = np.concatenate([self.count, [len(ids) for ids in fresh]])
            padded = np.array([ids + [0] * (MOST - len(ids)) for ids in fresh], np.int64)
            self.rows = np.concatenate([self.rows, padded])

    def of(self, form, most=MOST):
        ids = self.seen.get(form)
        if ids is None:
            text = unicodedata.normalize("NFD", plain(form).lower())
            text = "".join(c for c in text if unicodedata.category(c) != "Mn")
            ids = [i for part in self._parts(text) for i in self._match(part)][:most] or [self.vocab["[UNK]"]]
            self.seen[form] = ids
        return ids

    @staticmethod
    def _parts(text):
        part = ""
        for c in text:
            if c.isalnum():
                part += c
                continue
            if part:
                yield part
            part = ""
            if not c.isspace():
                yield c
        if part:
            yield part

    def _match(self, part):
        out, at = [], 0
        while at < len(part):
            end = len(part)
            while end > at and ("##" if at else "") + part[at:end] not in self.vocab:
                end -= 1
            if end == at:
                return [self.vocab["[UNK]"]]
            out.append(self.vocab[("##" if at else "") + part[at:end]])
            at = end
        return out


def kept_pieces(vocab):
    """Those of Latin script; the rows of the others are not needed."""
    plain = lambda piece: piece in ("[UNK]", "[CLS]", "[SEP]") or not piece.startswith("[") and all(ord(c) < 0x250 or 0x2010 <= ord(c) <= 0x20AC for c in piece)
    return [piece for piece in vocab if plain(piece)]


def read_safetensors(path):
    kinds = {"F16": np.float16, "F32": np.float32, "I64": np.int64, "I8": np.int8}
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        body = file.read()
    out = {}
    for name, entry in header.items():
        if name != "__metadata__":
            a, b = entry["data_offsets"]
            out[name] = np.frombuffer(body[a:b], kinds[entry["dtype"]]).reshape(entry["shape"])
    return out


def read_weights(folder):
    """The weights as they come, or as parcel.py cut them: i8 with a scale for each row."""
    cut = os.path.join(folder, "cut.npz")
    raw = dict(np.load(cut)) if os.path.exists(cut) else read_safetensors(os.path.join(folder, "model.fp16.safetensors"))
    scales = {k for k in raw if k.endswith(".scale")}
    out = {}
    for name in raw.keys() - scales:
        array = raw[name].astype(np.float32)
        if name + ".scale" in scales:
            array *= raw[name + ".scale"][:, None]
        out[name.removeprefix("bert.")] = torch.from_numpy(array)
    return out


class Layer(nn.Module):
    def __init__(self, width=384, heads=12, inner=1536):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out, self.norm1 = nn.Linear(width, width), nn.LayerNorm(width, eps=1e-5)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-5)

    def forward(self, x, bias):
        """`bias` [b, heads or 1, n or 1, n]: what is added to the scores; minus infinity for pieces that a shorter sentence lacks."""
        b, n, w = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(2, 3) * (w // self.heads) ** -0.5 + bias
        mixed = torch.softmax(scores, -1).to(v.dtype) @ v
        x = self.norm1(x + self._drop(self.out(mixed.transpose(1, 2).reshape(b, n, w))))
        return self.norm2(x + self._drop(self.down(F.gelu(self.up(x), approximate="tanh"))))

    def keep(self, units):
        """Leaves but these between up and down."""
        units = torch.as_tensor(units)
        self.up.weight, self.up.bias = nn.Parameter(self.up.weight[units].detach()), nn.Parameter(self.up.bias[units].detach())
        self.down.weight = nn.Parameter(self.down.weight[:, units].detach())
        self.up.out_features = self.down.in_features = len(self.up.bias)

    def _drop(self, x, share=0.1):
        """The same units for a whole sentence: a random number for each is dear."""
        if not self.training:
            return x
        return x * ((torch.rand(x.shape[0], 1, x.shape[2]) >= share) / (1 - share)).to(x.dtype)


def distance_row(n, rows=32, far=128):
    """[n, n]: the row of the table of distances for a piece (column) as seen from another (row): half of the rows for
    either side, half of those for single steps, the others wider and wider (T5, which MPNet follows)."""
    away = torch.arange(n)[:, None] - torch.arange(n)[None, :]
    rows, near, steps = rows // 2, rows // 4, away.abs()
    wide = near + (torch.log(steps.clamp(min=1) / near) / math.log(far / near) * (rows - near)).long()
    return (away < 0) * rows + torch.where(steps < near, steps, wide.clamp(max=rows - 1))


class Bert(nn.Module):
    """pieces [b, n], present [b, n] -> the outputs of all layers, embeddings first. The embeddings and the first
    `frozen` layers stay as they come."""

    def __init__(self, folder, frozen=0):
        super().__init__()
        raw = read_weights(folder)
        self.token = nn.Embedding.from_pretrained(raw["embeddings.word_embeddings.weight"])
        base = raw["embeddings.position_embeddings.weight"] + raw["embeddings.token_type_embeddings.weight"][0]
        self.width = base.shape[1]
        self.register_buffer("position", base)
        self.register_buffer("distance", raw.get("encoder.relative_attention_bias.weight"))  # of MPNet alone
        self.norm = nn.LayerNorm(self.width, eps=1e-5)
        self._put(self.norm, raw, "embeddings.LayerNorm")
        self.layers = nn.ModuleList()
        while f"encoder.layer.{len(self.layers)}.output.dense.weight" in raw:
            self.layers.append(self._layer(raw, f"encoder.layer.{len(self.layers)}."))
        self.frozen = frozen

    @staticmethod
    def _put(module, raw, name):
        with torch.no_grad():
            module.weight.copy_(raw[name + ".weight"])
            module.bias.copy_(raw[name + ".bias"])

    def _layer(self, raw, at):
        layer = Layer(self.width, inner=len(raw[at + "intermediate.dense.bias"]))
        with torch.no_grad():
            for part in ("weight", "bias"):
                layer.qkv.get_parameter(part).copy_(
                    torch.cat([raw[f"{at}attention.self.{n}.{part}"] for n in ("query", "key", "value")]))
        for module, name in ((layer.out, "attention.output.dense"), (layer.norm1, "attention.output.LayerNorm"),
                             (layer.up, "intermediate.dense"), (layer.down, "output.dense"),
                             (layer.norm2, "output.LayerNorm")):
            self._put(module, raw, at + name)
        return layer

    def train(self, mode=True):
        super().train(mode)
        for layer in self.layers[:self.frozen]:  # the same for a sentence each time
            layer.eval()
        return self

    @torch.no_grad()
    def below(self, pieces, present):
        """The outputs of the embeddings and of the frozen layers."""
        out = [self.norm(self.token(pieces) + self.position[:pieces.shape[1]])]
        return out + self._through(self.layers[:self.frozen], out[-1], present)

    def above(self, x, present):
        """The outputs of the other layers, from the last of `below`."""
        return self._through(self.layers[self.frozen:], x, present)

    def forward(self, pieces, present):
        out = self.below(pieces, present)
        return out + self.above(out[-1], present)

    def blobs(self, vocab):
        """For docs/model-format.md, section 9: what is bytes, the matrices, and what stays in single precision."""
        pieces = kept_pieces(vocab)
        matrices = {"emb.piece": self.token.weight[[vocab[piece] for piece in pieces]], "emb.position": self.position[:PLACES]}
        full = {"emb.g": self.norm.weight, "emb.n": self.norm.bias}
        for i, layer in enumerate(self.layers):
            for name, linear in ((blob, layer.get_submodule(module)) for blob, module in PARTS_OF_LAYER):
                matrices[f"bert.{i}.{name}.w"], full[f"bert.{i}.{name}.b"] = linear.weight, linear.bias
            for name, norm in ((blob, layer.get_submodule(module)) for blob, module in NORMS_OF_LAYER):
                full[f"bert.{i}.{name}.g"], full[f"bert.{i}.{name}.n"] = norm.weight, norm.bias
        return {"pieces": "".join(f"{piece}\n" for piece in pieces)}, matrices, full

    def _through(self, layers, x, present):
        out, bias = [], torch.zeros(present.shape).masked_fill(~present, -torch.inf)[:, None, None, :]
        if self.distance is not None:
            bias = bias + self.distance[distance_row(x.shape[1])].permute(2, 0, 1)
        for layer in layers:
            x = layer(x, bias)
            out.append(x)
        return out
