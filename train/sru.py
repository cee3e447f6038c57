"""The SRU layer of docs/model-format.md section 3 for torch, its scan in C (sru.c) or CUDA (sru.cu)."""

import ctypes
import functools
import hashlib
import os
import subprocess
import tempfile

import torch
from torch import nn

COMPILE = {"sru.c": ["cc", "-O3", "-march=native", "-ffast-math", "-fopenmp", "-fPIC", "-shared"],
           "sru.cu": ["nvcc", "-O3", "-arch=native", "--use_fast_math", "-shared", "-Xcompiler", "-fPIC"]}


@functools.cache
def _library(name):
    """The compiled file, kept in the temporary folder under its checksum."""
    source = os.path.join(os.path.dirname(os.path.abspath(__file__)), name)
    with open(source, "rb") as file:
        stamp = hashlib.sha256(file.read()).hexdigest()[:16]
    built = os.path.join(tempfile.gettempdir(), f"dateline-{name.replace('.', '-')}-{stamp}.so")
    if not os.path.exists(built):
        fresh = f"{built}.{os.getpid()}"
        subprocess.run(COMPILE[name] + [source, "-o", fresh, "-lm"], check=True)
        os.replace(fresh, built)
    return ctypes.CDLL(built)


def _at(tensor):
    return ctypes.c_void_p(tensor.data_ptr())


def _call(name, tensors, sentences, h):
    """tensors: the four inputs, then the rest in the order of sru.c."""
    first, rest = [_at(t) for t in tensors[:4]], [_at(t) for t in tensors[4:]]
    sizes = [ctypes.c_long(sentences), ctypes.c_int(h)]
    if not tensors[0].is_cuda:
        getattr(_library("sru.c"), name)(*first, *sizes, *rest)
        return
    stream = ctypes.c_void_p(torch.cuda.current_stream().cuda_stream)
    failed = getattr(_library("sru.cu"), name)(*first, *sizes, *rest, stream)
    if failed:
        raise RuntimeError(f"{name}: CUDA error {failed}")


class _Scan(torch.autograd.Function):
    @staticmethod
    def forward(ctx, u, x, v, starts):
        u, x, v = u.contiguous(), x.contiguous(), v.contiguous()
        y, c, f, r = (torch.empty_like(x) for _ in range(4))
        _call("sru_forward", (u, x, v, starts, y, c, f, r), len(starts) - 1, v.shape[1])
        ctx.save_for_backward(u, x, v, starts, c, f, r)
        return y

    @staticmethod
    def backward(ctx, gy):
        u, x, v, starts, c, f, r = ctx.saved_tensors
        gu, gx, gy = torch.empty_like(u), torch.empty_like(x), gy.contiguous()
        sentences = len(starts) - 1
        gv = v.new_empty(sentences, *v.shape) if v.is_cuda else torch.zeros_like(v)
        _call("sru_backward", (u, x, v, starts, gy, c, f, r, gu, gx, gv), sentences, v.shape[1])
        return gu, gx, gv.sum(0) if v.is_cuda else gv, None


class SRULayer(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.product = nn.Linear(width, 3 * width)
        self.v = nn.Parameter(torch.randn(4, width // 2) * 0.05)
        self.norm = nn.LayerNorm(width)
        h = width // 2
        with torch.no_grad():
            for k in (0, 3 * h):  # forget a little less at first; let half the input through
                self.product.bias[k + h:k + 2 * h] = 0.0

    def forward(self, x, starts, mask=None):
        """x [T, width] packed; mask: dropout on the input of the product, one row for each token or None."""
        u = self.product(x if mask is None else x * mask)
        return self.norm(_Scan.apply(u, x, self.v, starts))
