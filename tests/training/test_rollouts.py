"""A folder of rollouts: every sample once, whatever is killed. Oracle: the samples that were asked for."""

import hashlib
import json

import numpy as np
import pytest
from datasets import Dataset

from vlcritic.errors import DataError, RendererError
from vlcritic.images import to_pil
from vlcritic.training.rollouts import RolloutStore, batch_seed, read_rollouts, summary, uids_of
from vlcritic.types import Verdict

UIDS = [f"picture-{index}" for index in range(7)]
JUDGED = Verdict("void", {"pixel": 0.5}, total=0.5, mse=0.25)
UNJUDGED = Verdict("void", error=RendererError("no OpenGL").as_dict())


def opened(folder, *, n=2, rank=0, **settings) -> RolloutStore:
    return RolloutStore(folder, n=n, settings={"model": "runs/sft", "seed": 0} | settings, rank=rank)


def work(store, uids, *, verdict=JUDGED, batches=None) -> None:
    """Sample what is not finished, in batches of two pictures; only the first `batches` of them."""
    for batch in store.unfinished(uids, size=2)[:batches]:
        completions = [[f"{uid} sample {sample}" for sample in range(store.n)] for uid in batch]
        store.append(batch, completions, [verdict] * (len(batch) * store.n))


def keys(folder) -> list:
    """Of every line of every file, judged ones alone."""
    lines = [json.loads(line) for path in folder.glob("rank-*.jsonl") for line in path.read_text().splitlines()]
    return sorted((line["uid"], line["sample"]) for line in lines if line["total"] is not None)


def every(uids, n=2) -> list:
    return sorted((uid, sample) for uid in uids for sample in range(n))


def test_what_is_read_is_what_was_kept(tmp_path):
    with opened(tmp_path / "rollouts") as store:
        store.append(["b", "a"], [["one", "two"], ["three", "four"]], [JUDGED] * 4)
    found = read_rollouts(tmp_path / "rollouts")
    assert [(each.uid, each.sample, each.completion) for each in found] == [
        ("a", 0, "three"),
        ("a", 1, "four"),
        ("b", 0, "one"),
        ("b", 1, "two"),
    ]
    assert {(each.program, each.total, each.terms["pixel"], each.mse, each.error) for each in found} == {("void", 0.5, 0.5, 0.25, None)}


@pytest.mark.parametrize("cut", range(1, 400, 57))
def test_a_torn_last_line_is_dropped_and_its_sample_made_again(tmp_path, cut):
    with opened(tmp_path) as store:
        work(store, UIDS)
    path = tmp_path / "rank-00000.jsonl"
    path.write_bytes(path.read_bytes()[:-cut])
    with opened(tmp_path) as store:
        assert store.finished(UIDS) == len(UIDS) * 2 - 1 - (cut - 1) // len(path.read_text().splitlines()[0] + "\n")
        work(store, UIDS)
    assert keys(tmp_path) == every(UIDS)


def test_another_number_of_ranks_goes_on_without_loss_or_duplicate(tmp_path):
    for rank in range(3):
        with opened(tmp_path, rank=rank) as store:
            work(store, UIDS[rank::3], batches=1)
    assert 0 < len(keys(tmp_path)) < len(every(UIDS))
    for rank in range(2):
        with opened(tmp_path, rank=rank) as store:
            work(store, UIDS[rank::2])
    assert keys(tmp_path) == every(UIDS) == [each.key for each in read_rollouts(tmp_path)]


def test_a_batch_that_is_interrupted_is_asked_for_as_it_was(tmp_path):
    with opened(tmp_path) as store:
        first, *others = store.unfinished(UIDS, size=2)
        store.append(first[:1], [["one", "two"]], [JUDGED] * 2)
        assert store.unfinished(UIDS, size=2) == [first, *others], "the same pictures in the same places of the batch"
        store.append(first, [["one", "two"], ["three", "four"]], [JUDGED] * 4)
        assert store.unfinished(UIDS, size=2) == others
    assert keys(tmp_path) == every(first), "what had a verdict was not written again"


def test_what_our_side_failed_at_is_kept_and_judged_by_the_next_run(tmp_path):
    with opened(tmp_path) as store:
        work(store, UIDS, verdict=UNJUDGED)
        work(store, UIDS, verdict=UNJUDGED)
        assert store.finished(UIDS) == 0
    assert len((tmp_path / "rank-00000.jsonl").read_text().splitlines()) == len(every(UIDS)), "once, however often it fails"
    assert "14 without a verdict" in summary(read_rollouts(tmp_path))
    with opened(tmp_path) as store:
        work(store, UIDS)
        assert store.finished(UIDS) == len(every(UIDS))
    found = read_rollouts(tmp_path)
    assert [each.key for each in found] == every(UIDS) and all(each.is_judged and each.error is None for each in found)


def test_a_run_with_other_settings_is_refused_and_says_which(tmp_path):
    opened(tmp_path).close()
    with pytest.raises(DataError, match="temperature is None, not 0.5.*another folder"):
        opened(tmp_path, temperature=0.5)
    with pytest.raises(DataError, match="seed is 0, not 1"):
        opened(tmp_path, seed=1)
    with pytest.raises(DataError, match="n is 2, not 3"):
        opened(tmp_path, n=3)
    opened(tmp_path).close()


def test_a_folder_of_something_else_is_refused(tmp_path):
    (tmp_path / "model.safetensors").touch()
    with pytest.raises(DataError, match="no rollouts"):
        opened(tmp_path)
    with pytest.raises(DataError, match="no settings.json"):
        read_rollouts(tmp_path)


def test_a_rank_writes_for_one_process_at_a_time(tmp_path):
    with opened(tmp_path), pytest.raises(DataError, match="another process writes it"):
        opened(tmp_path)
    opened(tmp_path).close()


def test_a_damaged_line_is_named(tmp_path):
    with opened(tmp_path) as store:
        work(store, UIDS, batches=1)
    path = tmp_path / "rank-00000.jsonl"
    path.write_text(path.read_text().replace('"sample": 1', '"sample" 1', 1))
    with pytest.raises(DataError, match="rank-00000.jsonl, line 2: not a rollout"):
        read_rollouts(tmp_path)


def test_flags_of_a_verdict_are_kept_where_it_has_some(tmp_path):
    flagged = Verdict("void", {}, total=0.5)
    flagged.flags = ["constant"]
    with opened(tmp_path, n=1) as store:
        store.append(["a", "b"], [["one"], ["two"]], [flagged, JUDGED])
    assert [each.flags for each in read_rollouts(tmp_path)] == [["constant"], []]


def test_a_picture_without_a_uid_is_known_by_its_pixels():
    pictures = [np.full((8, 8, 3), level, np.uint8) for level in (0, 9)]
    data = Dataset.from_list([{"image": to_pil(picture)} for picture in pictures])
    assert uids_of(data) == [hashlib.blake2b(picture.tobytes(), digest_size=8).hexdigest() for picture in pictures]
    assert uids_of(data.add_column("uid", ["x", "y"])) == ["x", "y"]


def test_seeds_of_batches_differ_and_stay():
    seeds = {batch_seed(seed, [uid]) for seed in range(50) for uid in UIDS}
    assert len(seeds) == 50 * len(UIDS)
    assert batch_seed(3, ["a", "b"]) == batch_seed(3, ["a"]) < 2**32
