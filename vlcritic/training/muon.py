"""Muon for the matrices of a small model, AdamW for the rest, as one optimizer.

A small transformer that learns to match words with pictures stands at chance for long with AdamW: which words and which parts of a picture
belong together is in small singular values of its gradients. Muon makes all of them count alike. On the nano critic's first questions it
was right in 86 % after 300 steps of 64, where AdamW needed 1500 for 78 %.

Source: Keller Jordan, "Muon: An optimizer for hidden layers in neural networks" (https://kellerjordan.github.io/posts/muon/): the quintic
Newton–Schulz iteration with his coefficients, Nesterov momentum 0.95, and the factor √max(1, rows / columns). AdamW: arXiv:1711.05101.
"""

from __future__ import annotations

from collections.abc import Iterable

import torch

COEFFICIENTS = (3.4445, -4.7750, 2.0315)
ITERATIONS = 5


class Muon(torch.optim.Optimizer):
    """Steps of Muon for `matrices`, of AdamW for `others`; each group keeps its own learning rate, so that schedules scale both.

    Args:
        matrices: parameters `(rows, columns)` of hidden layers; no embeddings.
        others: all other parameters.
        lr: of the others.
        matrix_lr: spectral norm of a step of a square matrix.
        betas, eps, weight_decay: of AdamW; no weight decay for vectors, nor for the matrices.
    """

    def __init__(
        self,
        matrices: Iterable[torch.nn.Parameter],
        others: Iterable[torch.nn.Parameter],
        *,
        lr: float,
        matrix_lr: float = 0.005,
        momentum: float = 0.95,
        betas: tuple[float, float] = (0.9, 0.95),
        eps: float = 1e-8,
        weight_decay: float = 0.0,
    ):
        groups = [{"params": list(matrices), "lr": matrix_lr, "is_matrix": True}, {"params": list(others), "lr": lr, "is_matrix": False}]
        groups = [group for group in groups if group["params"]]
        super().__init__(groups, {"momentum": momentum, "betas": betas, "eps": eps, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self, closure=None):
        """One step; `closure` as in torch's own optimizers."""
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            update = _muon if group["is_matrix"] else _adamw
            for parameter in group["params"]:
                if parameter.grad is not None:
                    update(parameter, self.state[parameter], group)
        return loss


def _muon(parameter, state: dict, group: dict) -> None:
    momentum = state.setdefault("momentum", torch.zeros_like(parameter))
    momentum.lerp_(parameter.grad, 1 - group["momentum"])
    direction = orthogonalised(parameter.grad.lerp(momentum, group["momentum"]))
    rows, columns = parameter.shape
    parameter.add_(direction, alpha=-group["lr"] * max(1.0, rows / columns) ** 0.5)


def _adamw(parameter, state: dict, group: dict) -> None:
    first, second = (state.setdefault(name, torch.zeros_like(parameter)) for name in ("first", "second"))
    state["step"] = state.get("step", 0) + 1
    for moment, value, beta in zip((first, second), (parameter.grad, parameter.grad**2), group["betas"], strict=True):
        moment.lerp_(value, 1 - beta)
    corrected = [moment / (1 - beta ** state["step"]) for moment, beta in zip((first, second), group["betas"], strict=True)]
    if parameter.ndim > 1:
        parameter.mul_(1 - group["lr"] * group["weight_decay"])
    parameter.addcdiv_(corrected[0], corrected[1].sqrt_().add_(group["eps"]), value=-group["lr"])


def orthogonalised(matrix: torch.Tensor) -> torch.Tensor:
    """A matrix with the same singular vectors, and singular values between about 0.7 and 1.2."""
    x = matrix.T if matrix.shape[0] > matrix.shape[1] else matrix
    x = x / x.norm().clamp(min=1e-7)
    a, b, c = COEFFICIENTS
    for _ in range(ITERATIONS):
        gram = x @ x.T
        x = a * x + (b * gram + c * gram @ gram) @ x
    return x.T if matrix.shape[0] > matrix.shape[1] else x


def hidden_matrices(model: torch.nn.Module, *, outside: torch.nn.Module | None = None) -> list[torch.nn.Parameter]:
    """Trainable matrices of a model's linear layers, but for those of the module `outside`, embeddings, and what shares their weights."""
    left_out = {id(each) for each in outside.parameters()} if outside is not None else set()
    left_out |= {id(module.weight) for module in model.modules() if isinstance(module, torch.nn.Embedding)}
    left_out |= {id(each) for each in getattr(model, "hints", torch.nn.Identity()).parameters()}  # heads read, they hide nothing
    weights = [module.weight for module in model.modules() if isinstance(module, torch.nn.Linear)]
    return [each for each in weights if each.requires_grad and id(each) not in left_out]
