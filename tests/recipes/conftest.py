"""A very small model and data set for the recipes."""

import numpy as np
import pytest
from datasets import Dataset, Features, Image, Value

from tests.nano.conftest import sampled_programs, tiny_nano  # noqa: F401
from vlcritic.images import to_pil


@pytest.fixture(scope="session")
def tiny_data(tmp_path_factory):
    """Folder of a data set of 24 programs, each with a picture of one colour of its own."""
    folder = tmp_path_factory.mktemp("data")
    rows = [
        {"image": to_pil(np.full((32, 32, 3), 10 * index, np.uint8)), "program": program, "scene": "", "uid": str(index)}
        for index, program in enumerate(sampled_programs(24))
    ]
    features = Features({"image": Image(), "program": Value("string"), "scene": Value("string"), "uid": Value("string")})
    (folder / "data").mkdir()
    Dataset.from_list(rows, features=features).to_parquet(str(folder / "data" / "train-00000.parquet"))
    (folder / "manifest.json").write_text("{}")
    return folder
