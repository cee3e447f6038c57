"""What the training loop needs beside torch.optim."""

import torch


class RowAdam(torch.optim.Optimizer):
    """Adam for tables with dense gradients that leaves rows without a gradient as they are, their moments too:
    torch.optim.SparseAdam without the sorting of indices, for a GPU."""

    def __init__(self, parameters, lr=1e-3, betas=(0.9, 0.98), eps=1e-8):
        super().__init__(parameters, dict(lr=lr, betas=betas, eps=eps))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is not None:
                    self._step(p, self.state[p], group)

    @staticmethod
    def _step(p, state, group):
        b1, b2 = group["betas"]
        if not state:
            state["step"], state["m"], state["v"] = 0, torch.zeros_like(p), torch.zeros_like(p)
        state["step"] += 1
        touched = (p.grad != 0).any(1, keepdim=True).to(p.dtype)
        state["m"].addcmul_(p.grad - state["m"], touched, value=1 - b1)
        state["v"].addcmul_(p.grad.square() - state["v"], touched, value=1 - b2)
        size = group["lr"] * (1 - b2 ** state["step"]) ** 0.5 / (1 - b1 ** state["step"])
        p.addcdiv_(state["m"] * touched, state["v"].sqrt().add_(group["eps"]), value=-size)


class Average:
    """Running mean of the weights over about `over` steps; every eighth step counts."""

    EVERY = 8

    def __init__(self, model, over):
        self.parameters = list(model.parameters())
        self.mean = [p.detach().clone() for p in self.parameters]
        self.over, self.steps = over, 0

    @torch.no_grad()
    def step(self):
        self.steps += 1
        if self.steps % self.EVERY == 0:
            share = max(self.EVERY / self.over, 1 / (1 + self.steps / self.EVERY))
            torch._foreach_lerp_(self.mean, [p.detach() for p in self.parameters], share)

    @torch.no_grad()
    def swap(self):
        """Puts the mean into the model, and on the second call the weights back."""
        for p, m in zip(self.parameters, self.mean):
            kept = p.detach().clone()
            p.copy_(m)
            m.copy_(kept)
