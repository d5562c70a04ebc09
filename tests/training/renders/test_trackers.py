"""What arrives at the trackers: TensorBoard's own reader for TensorBoard, a stand-in with the same names for wandb and trackio."""

import io
import os
import sys
from types import SimpleNamespace

import numpy as np
import PIL.Image
import pytest
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

from vlcritic.training.renders.trackers import log_folder, open_trackers

SHEET = np.random.default_rng(0).integers(0, 256, (30, 20, 3), dtype=np.uint8)
CLUSTERS = [{"kind": "CompileError", "message": "a | `b`", "count": 3, "first_step": 1, "last_step": 2, "example": None}]


def arguments(tmp_path, *report_to: str):
    return SimpleNamespace(output_dir=str(tmp_path), report_to=list(report_to))


def test_tensorboard_holds_the_very_pixels_and_the_errors(tmp_path):
    (tracker,) = open_trackers(arguments(tmp_path, "tensorboard"))
    tracker.log(10, SHEET, CLUSTERS)
    tracker.log(20, SHEET // 2, [])
    tracker.close()
    events = EventAccumulator(str(tmp_path / "runs" / "renders")).Reload()
    pictures = events.Images("renders")
    assert [each.step for each in pictures] == [10, 20]
    assert (np.asarray(PIL.Image.open(io.BytesIO(pictures[0].encoded_image_string))) == SHEET).all()
    tables = [event.tensor_proto.string_val[0].decode() for event in events.Tensors("renders/errors/text_summary")]
    assert tables[0].splitlines()[-1] == "| 3 | `CompileError` | `a ¦ 'b'` | 1 | 2 |" and tables[1] == "no errors"


def test_tensorboard_writes_beside_the_trainers_newest_events(tmp_path, monkeypatch):
    monkeypatch.delenv("TENSORBOARD_LOGGING_DIR", raising=False)
    for age, name in enumerate(["new", "old", "new/renders"]):
        (tmp_path / "runs" / name).mkdir(parents=True)
        event = tmp_path / "runs" / name / "events.out.tfevents.1.host.1.0"
        event.touch()
        os.utime(event, (1000 - age, 2000 if name == "new/renders" else 1000 - age))
    assert log_folder(tmp_path) == tmp_path / "runs" / "new"


def test_tensorboards_own_variable_names_the_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("TENSORBOARD_LOGGING_DIR", str(tmp_path / "elsewhere"))
    assert log_folder(tmp_path) == tmp_path / "elsewhere"


@pytest.mark.parametrize("name", ["wandb", "trackio"])
def test_wandb_and_trackio_get_a_picture_and_a_table(tmp_path, monkeypatch, name):
    sent = []
    module = SimpleNamespace(
        Image=lambda data, caption: ("image", data.shape, caption), Table=lambda columns, data: ("table", columns, data), log=sent.append
    )
    monkeypatch.setitem(sys.modules, name, module)
    (tracker,) = open_trackers(arguments(tmp_path, name))
    tracker.log(10, SHEET, CLUSTERS)
    tracker.log(20, SHEET, [])
    tracker.close()
    columns = ["count", "kind", "message", "first_step", "last_step"]
    table = ("table", columns, [[3, "CompileError", "a | `b`", 1, 2]])
    assert sent[0] == {"renders": ("image", (30, 20, 3), "step 10"), "renders/errors": table, "train/global_step": 10}
    assert sent[1] == {"renders": ("image", (30, 20, 3), "step 20"), "train/global_step": 20}


@pytest.mark.parametrize("name", ["wandb", "trackio"])
def test_an_absent_tracker_is_an_error_only_where_it_is_asked_for(tmp_path, monkeypatch, name):
    monkeypatch.setitem(sys.modules, name, None)  # as if it were not installed
    assert open_trackers(arguments(tmp_path)) == []
    with pytest.raises(ImportError, match=f"pip install {name}"):
        open_trackers(arguments(tmp_path, name))


def test_trackers_that_show_no_pictures_get_none(tmp_path):
    assert open_trackers(arguments(tmp_path, "mlflow")) == []
    assert open_trackers(SimpleNamespace(output_dir=str(tmp_path), report_to=None)) == []
