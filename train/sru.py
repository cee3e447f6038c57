"""The SRU layer of docs/model-format.md section 3 for torch, its scan in C (sru.c)."""

import ctypes
import hashlib
import os
import subprocess
import tempfile

import torch
from torch import nn


def _library():
    source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "sru.c")
    with open(source, "rb") as file:
        stamp = hashlib.sha256(file.read()).hexdigest()[:16]
    built = os.path.join(tempfile.gettempdir(), f"dateline-sru-{stamp}.so")
    if not os.path.exists(built):
        fresh = f"{built}.{os.getpid()}"
        subprocess.run(["cc", "-O3", "-march=native", "-ffast-math", "-fopenmp", "-fPIC", "-shared", source,
                        "-o", fresh, "-lm"], check=True)
        os.replace(fresh, built)
    return ctypes.CDLL(built)


_LIB = _library()


def _at(tensor):
    return ctypes.c_void_p(tensor.data_ptr())


class _Scan(torch.autograd.Function):
    @staticmethod
    def forward(ctx, u, x, v, starts):
        u, x, v = u.contiguous(), x.contiguous(), v.contiguous()
        y, c, f, r = (torch.empty_like(x) for _ in range(4))
        _LIB.sru_forward(_at(u), _at(x), _at(v), _at(starts), ctypes.c_long(len(starts) - 1), v.shape[1],
                         _at(y), _at(c), _at(f), _at(r))
        ctx.save_for_backward(u, x, v, starts, c, f, r)
        return y

    @staticmethod
    def backward(ctx, gy):
        u, x, v, starts, c, f, r = ctx.saved_tensors
        gu, gx, gv = torch.empty_like(u), torch.empty_like(x), torch.zeros_like(v)
        gy = gy.contiguous()
        _LIB.sru_backward(_at(u), _at(x), _at(v), _at(starts), ctypes.c_long(len(starts) - 1), v.shape[1],
                          _at(gy), _at(c), _at(f), _at(r), _at(gu), _at(gx), _at(gv))
        return gu, gx, gv, None


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
