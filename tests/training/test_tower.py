"""Finding the vision tower by the names that models give it."""

import pytest
import torch

from vlcritic.training.tower import vision_tower


class Model(torch.nn.Module):
    def __init__(self, name):
        super().__init__()
        self.model = torch.nn.Module()
        setattr(self.model, name, torch.nn.Linear(2, 2))


@pytest.mark.parametrize("name", ["visual", "vision_tower"])
def test_the_tower_is_found(name):
    model = Model(name)
    assert vision_tower(model) is getattr(model.model, name)


def test_a_model_that_cannot_see_is_refused():
    with pytest.raises(ValueError, match="cannot see"):
        vision_tower(Model("layers"))
