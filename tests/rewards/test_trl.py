import importlib
import pickle
from collections import defaultdict
from functools import partial
from types import SimpleNamespace

import numpy as np
import PIL.Image
import pytest
from colours import ColourLanguage, flat

from vlcritic import images
from vlcritic.errors import RendererError
from vlcritic.rewards import Judge, PixelTerm, RenderReward


def reward(**options):
    return RenderReward(Judge(ColourLanguage(), terms={PixelTerm(): 1.0}), **options)


def answers(*programs):
    return [[{"role": "assistant", "content": f"<{program}>"}] for program in programs]


def red(count):
    return [images.to_pil(flat("red"))] * count


class Trainer:
    """As much of TRL's trainer as `GRPOTrainer._calculate_rewards` touches."""

    def __init__(self, function):
        from trl.trainer.utils import get_callable_name

        self.accelerator = SimpleNamespace(device="cpu", is_main_process=True)
        self.reward_funcs = [function]
        self.reward_processing_classes = [None]
        self.reward_func_names = [get_callable_name(function)]
        self.state = SimpleNamespace(global_step=0)
        self.environments = None
        self.args = SimpleNamespace(report_to=[])  # read by TRL's profiler
        self.metrics, self.extra = defaultdict(list), defaultdict(list)

    def _log_metric(self, name, value):
        self.metrics[name].append(value)

    def _log_completion_extra(self, column, values):
        self.extra[column].extend(values)


@pytest.fixture
def accelerate_state():
    """What the trainer's constructor sets up and its warnings need."""
    from accelerate import PartialState

    PartialState(cpu=True)
    yield
    PartialState._reset_state()


def test_trl_calls_it_as_a_reward_function(accelerate_state):
    from trl import GRPOTrainer

    trainer = Trainer(reward())
    rows = [{"prompt": "?", "image": picture, "seed": 7} for picture in red(4)]
    calculated = GRPOTrainer._calculate_rewards(trainer, rows, ["?"] * 4, answers("red", "white", "mauve", "crash"), [[1]] * 4)
    assert calculated[:3, 0].tolist() == [1, 0, 0]
    assert calculated[3].isnan().all(), "our own failure is not a score"
    assert trainer.reward_func_names == ["render"]
    expected = {"reward/pixel/mean": 1 / 3, "reward/pixel/std": 2**0.5 / 3, "reward/pixel/frac_zero": 2 / 3, "reward/compile_rate": 2 / 3}
    expected |= {"reward/infra_failures": 1 / 4, "reward/flagged": 0.0, "reward/cache_hits": 0.0}
    assert {name: values[0] for name, values in trainer.metrics.items() if name in expected} == pytest.approx(expected)
    assert trainer.extra["render"][:3] == ["pixel 1.000", "pixel 0.000", "CompileError: undeclared identifier 'mauve'"]
    assert trainer.extra["render"][3] == "WorkerCrashed: the painter fell ill"


def test_every_batch_logs_the_same_metrics():
    keys = []
    for programs in (["red", "red"], ["mauve", "mauve"], ["red", "crash"]):
        logged = {}
        reward()(answers(*programs), image=red(2), log_metric=logged.__setitem__)
        keys.append(list(logged))
    assert keys[0] == keys[1] == keys[2] and {"reward/pixel/mean", "reward/infra_failures", "alarm/zero_variance"} <= set(keys[0])


@pytest.mark.parametrize(
    "completion",
    [
        "<red>",
        [{"role": "assistant", "content": "<red>"}],
        [{"role": "assistant", "content": [{"type": "text", "text": "<re"}, {"type": "text", "text": "d>"}]}],
    ],
)
def test_a_completion_is_a_string_or_messages(completion):
    assert reward()([completion], image=red(1)) == [1.0]


def test_a_target_is_a_pil_picture_an_array_a_path_or_a_list_of_one(tmp_path):
    images.save(flat("red"), tmp_path / "red.png")
    transparent = PIL.Image.new("RGBA", (32, 32), (255, 0, 0, 255))
    targets = [*red(1), flat("red"), str(tmp_path / "red.png"), transparent]
    assert reward()(answers(*["red"] * 4), image=targets) == [1.0] * 4
    assert reward()(answers(*["red"] * 4), images=[[target] for target in targets]) == [1.0] * 4


def test_a_row_without_one_picture_is_refused():
    with pytest.raises(ValueError, match="column `image` or `images`"):
        reward()(answers("red"))
    with pytest.raises(TypeError, match="a list of 2"):
        reward()(answers("red"), images=[red(2)])
    with pytest.raises(TypeError, match="NoneType"):
        reward()(answers("red"), image=[None])


def test_a_broken_renderer_stops_the_run_and_a_hiccup_does_not():
    assert reward()(answers("crash", "red"), image=red(2)) == [None, 1.0]
    with pytest.raises(RendererError, match="2 of 3 completions .* the painter fell ill; run `vlcritic doctor`"):
        reward()(answers("crash", "crash", "red"), image=red(3))
    logged = {}
    assert reward(max_infra_failures=1.0)(answers("crash", "crash"), image=red(2), log_metric=logged.__setitem__) == [None, None]
    assert (logged["reward/pixel/mean"], logged["reward/compile_rate"], logged["reward/infra_failures"]) == (0.0, 0.0, 1.0)


def test_the_latest_verdicts_are_kept_for_showing_and_not_pickled():
    function = reward()
    function(answers("red", "mauve"), image=red(2))
    assert [verdict.total for verdict in function.last_verdicts] == [1.0, 0.0]
    assert np.array_equal(function.last_targets[0], flat("red"))
    copy = pickle.loads(pickle.dumps(function))
    assert copy.last_verdicts == copy.last_targets == []
    assert copy(answers("red"), image=red(1)) == [1.0]


def test_the_dotted_path_names_a_reward_function():
    """As `trl/scripts/grpo.py` resolves `--reward_funcs vlcritic.rewards.render_reward`."""
    from trl.trainer.utils import get_callable_name, is_async_callable

    module, name = "vlcritic.rewards.render_reward".rsplit(".", 1)
    function = getattr(importlib.import_module(module), name)
    assert isinstance(function, RenderReward) and function.judge is None
    assert get_callable_name(partial(function)) == "render"
    assert not is_async_callable(function)


GOOD = """```glsl
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    fragColor = vec4(1.0, 0.0, 0.0, 1.0);
}
```"""


@pytest.mark.gl
def test_real_shaders_are_judged_by_what_they_draw():
    from vlcritic.languages.glsl import GLSL

    completions = [GOOD, GOOD.replace("1.0, 0.0, 0.0", "0.0, 0.0, 1.0"), GOOD.replace("vec4(1.0", "vec4(nothing"), "a red square"]
    with GLSL.renderer(workers=1) as render:
        function = RenderReward(Judge(GLSL, render=render, terms={PixelTerm(): 1.0}))
        assert function(completions, image=red(4)) == [1.0, 0.0, 0.0, 0.0]
    kinds = [verdict.error and verdict.error["kind"] for verdict in function.last_verdicts]
    assert kinds == [None, None, "CompileError", "ExtractError"]
    assert function.last_verdicts[2].error["line"] == 2
