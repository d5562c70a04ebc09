"""Muon and AdamW in one. Oracles: torch's own AdamW, the singular value decomposition, and the published update written out."""

import copy

import pytest
import torch

from vlcritic.training.muon import Muon, hidden_matrices, orthogonalised


@pytest.mark.parametrize("shape", [(16, 16), (48, 16), (16, 48)])
def test_orthogonalising_keeps_the_singular_vectors_and_levels_the_values(shape):
    matrix = torch.randn(*shape, generator=torch.Generator().manual_seed(0))
    left, values, right = torch.linalg.svd(matrix, full_matrices=False)
    made = left.T @ orthogonalised(matrix) @ right.T
    assert values.max() / values.min() > 1.5
    assert made.diagonal().min() > 0.6 and made.diagonal().max() < 1.25  # the published iteration gives 0.7 to 1.2
    assert (made - torch.diag(made.diagonal())).abs().max() < 1e-4


def test_the_others_move_as_torchs_adamw_moves_them():
    torch.manual_seed(0)
    starts, gradients = [torch.randn(6, 5), torch.randn(5)], [[torch.randn(6, 5), torch.randn(5)] for _ in range(5)]
    ours, theirs = ([start.clone().requires_grad_() for start in starts] for _ in range(2))
    first = Muon([], ours, lr=0.01, weight_decay=0.1)
    groups = [{"params": theirs[:1], "weight_decay": 0.1}, {"params": theirs[1:], "weight_decay": 0.0}]  # none on vectors
    second = torch.optim.AdamW(groups, lr=0.01, betas=(0.9, 0.95))
    for step in gradients:
        for optimizer, parameters in ((first, ours), (second, theirs)):
            for parameter, gradient in zip(parameters, step, strict=True):
                parameter.grad = gradient.clone()
            optimizer.step()
    for one, other in zip(ours, theirs, strict=True):
        torch.testing.assert_close(one, other, rtol=1e-5, atol=1e-6)


def test_a_matrix_moves_along_its_levelled_nesterov_momentum():
    torch.manual_seed(1)
    matrix, gradients = torch.randn(8, 4).requires_grad_(), [torch.randn(8, 4) for _ in range(3)]
    expected, momentum = matrix.detach().clone(), torch.zeros(8, 4)
    optimizer = Muon([matrix], [], lr=1.0, matrix_lr=0.02)
    for gradient in gradients:
        matrix.grad = gradient.clone()
        optimizer.step()
        momentum = 0.95 * momentum + 0.05 * gradient
        expected -= 0.02 * 2**0.5 * orthogonalised(0.05 * gradient + 0.95 * momentum)
    torch.testing.assert_close(matrix.detach(), expected, rtol=1e-4, atol=1e-6)


def test_it_goes_on_from_its_saved_state():
    def make(matrix, vector):
        return Muon([matrix], [vector], lr=0.1, matrix_lr=0.1)

    torch.manual_seed(2)
    whole = [torch.randn(4, 4).requires_grad_(), torch.randn(4).requires_grad_()]
    gradients = [[torch.randn(4, 4), torch.randn(4)] for _ in range(4)]
    optimizer = make(*whole)
    for index, step in enumerate(gradients):
        if index == 2:
            resumed = [each.detach().clone().requires_grad_() for each in whole]
            other = make(*resumed)
            other.load_state_dict(copy.deepcopy(optimizer.state_dict()))
        for parameters, each in ((whole, optimizer), *(((resumed, other),) if index >= 2 else ())):
            for parameter, gradient in zip(parameters, step, strict=True):
                parameter.grad = gradient.clone()
            each.step()
    assert all(torch.equal(one, other) for one, other in zip(whole, resumed, strict=True))


def test_hidden_matrices_are_those_of_linear_layers_that_share_no_embedding():
    layers = {"hidden": torch.nn.Linear(4, 4), "head": torch.nn.Linear(4, 9, bias=False), "eyes": torch.nn.Linear(4, 4)}
    model = torch.nn.ModuleDict({"words": torch.nn.Embedding(9, 4), **layers})
    model["head"].weight = model["words"].weight
    found = hidden_matrices(model, outside=model["eyes"])
    assert len(found) == 1 and found[0] is model["hidden"].weight
    model["hidden"].requires_grad_(False)
    assert hidden_matrices(model, outside=model["eyes"]) == []
