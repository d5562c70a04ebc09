"""Oracles: every pair compared in full, `datasets` itself, parents known by hand."""

import hashlib
import json
from collections import Counter

import datasets
import numpy as np
import pytest

from tests.data.materials.drawn import GOOD, blocks
from vlcritic.cli import main
from vlcritic.data.materials import leaks
from vlcritic.data.materials import split as splitting
from vlcritic.data.materials.leaks import HeldOut
from vlcritic.data.materials.split import split
from vlcritic.data.materials.store import Stage, image_path, read_stage
from vlcritic.data.store import load as load_data
from vlcritic.errors import DataError
from vlcritic.images import from_pil, load, to_pil, to_tensor


def cloth(seed, side=48):
    """Smooth blobs in colour: unlike each other, but not noise."""
    rng = np.random.default_rng(int.from_bytes(hashlib.blake2b(str(seed).encode(), digest_size=8).digest()))
    return from_pil(to_pil(rng.integers(0, 256, (7, 7, 3)).astype(np.uint8)).resize((side, side)))


def faint(image, seed, by=6):
    return (image.astype(int) + np.random.default_rng(seed).integers(-by, by + 1, image.shape)).clip(0, 255).astype(np.uint8)


def stage(folder, records, kind="generate"):
    """A finished stage of records `id: (origin, picture)`."""
    with Stage(folder, {"stage": kind}) as out:
        for number, (identity, (origin, image)) in enumerate(records.items()):
            out.add({"id": identity, "program": GOOD.format(number + 1.0), "origin": origin, "rejected": ""}, image)
        out.finish()
    return folder


@pytest.fixture
def stages(tmp_path):
    """60 materials, 2 variations of each, 10 that a model wrote from pairs, and a variation of one of these."""
    base = stage(tmp_path / "base", {f"m{n}": ("wood", cloth(n)) for n in range(60)})
    vary = stage(tmp_path / "vary", {f"m{n}-v{k}": (f"m{n}", cloth(f"{n} {k}")) for n in range(60) for k in range(2)}, "vary")
    written = stage(tmp_path / "llm", {f"l{n}": ([f"m{n}", f"m{n + 30}"], cloth(f"l{n}")) for n in range(10)}, "augment")
    of_written = stage(tmp_path / "more", {"l0-v0": ("l0", cloth("l0v0"))}, "vary")
    return [base, vary, written, of_written]


def places(out):
    return {row["id"]: name for name, part in load_data(out).items() for row in part.select_columns(["id"])}


def test_a_variation_is_where_its_material_is_and_a_twentieth_each_is_held_out(stages, tmp_path):
    manifest = split(stages, tmp_path / "out", lpips=False, progress=False)
    found = places(tmp_path / "out")
    assert all(found[f"m{n}"] == found[f"m{n}-v{k}"] for n in range(60) for k in range(2))
    assert Counter(found[f"m{n}"] for n in range(60)) == {"train": 54, "validation": 3, "test": 3}
    assert manifest["counts"] == Counter(found.values()) and manifest["language"] == "blender"


@pytest.mark.parametrize("seed", [2, 3])
def test_what_a_model_wrote_trains_only_where_no_parent_is_held_out(stages, tmp_path, seed):
    manifest = split(stages, tmp_path / "out", seed=seed, lpips=False, progress=False)
    found = places(tmp_path / "out")
    free = {f"l{n}" for n in range(10) if found[f"m{n}"] == found[f"m{n + 30}"] == "train"}
    assert {each: found[each] for each in found if each.startswith("l") and "-" not in each} == dict.fromkeys(free, "train")
    assert ("l0-v0" in found) == ("l0" in free)
    assert manifest["rejected"]["parent held out"] == 10 - len(free) + ("l0" not in free) > 0
    assert ("l0" in free) == (seed == 3)


def test_the_data_set_is_one_that_recipes_read(stages, tmp_path):
    manifest = split(stages, tmp_path / "out", lpips=False, progress=False)
    for name in manifest["files"]:
        assert hashlib.sha256((tmp_path / "out" / name).read_bytes()).hexdigest() == manifest["files"][name]
    row = next(row for row in load_data(tmp_path / "out")["train"] if row["id"] == "m1" or row["id"] == "m2")
    picture = load(image_path(stages[0], row["id"]))
    np.testing.assert_array_equal(np.asarray(row["image"]), picture)
    assert row["uid"] == hashlib.blake2b(picture.tobytes(), digest_size=8).hexdigest() and row["origin"] == "wood"
    assert row["program"] == next(each["program"] for each in read_stage(stages[0]) if each["id"] == row["id"])
    plain = datasets.load_dataset(str(tmp_path / "out"))
    assert {name: part["id"][:] for name, part in plain.items()} == {
        name: part["id"][:] for name, part in load_data(tmp_path / "out").items()
    }


def test_training_pictures_like_a_held_out_one_or_its_variation_are_dropped(tmp_path):
    records = {f"m{n}": ("wood", cloth(n)) for n in range(20)}
    first = split([stage(tmp_path / "base", records)], tmp_path / "first", lpips=False, progress=False)
    assert first["rejected"] == {}
    held = next(each for each, place in places(tmp_path / "first").items() if place == "test")
    variation = {f"{held}-v0": (held, cloth("variation"))}
    alike = {"like": ("m0", faint(cloth(int(held[1:])), 1)), "like-v": ("m0", faint(cloth("variation"), 2))}
    trained = next(each for each, place in places(tmp_path / "first").items() if place == "train")
    alike = {identity: (trained, image) for identity, (_, image) in alike.items()}
    inputs = [tmp_path / "base", stage(tmp_path / "vary", variation | alike, "vary")]
    manifest = split(inputs, tmp_path / "out", lpips=False, progress=False)
    assert manifest["rejected"] == {"leak": 2} and manifest["leak_test"] == "SSIM >= 0.8 alone, without LPIPS"
    assert {"like", "like-v"}.isdisjoint(places(tmp_path / "out")) and held in places(tmp_path / "out")


def leaks_in_full(images, held_out):
    from vlcritic.metrics.ssim import ssim

    return [bool((ssim(to_tensor([image] * len(held_out)), to_tensor(held_out)) >= 0.8).any()) for image in images]


def test_the_short_look_loses_no_pair_that_the_full_comparison_finds():
    held_out = [cloth(n) for n in range(12)]
    rng = np.random.default_rng(0)
    images = [cloth(n + 100) for n in range(20)]
    for n in range(60):
        image = faint(held_out[n % 12], n, by=n)
        images.append(np.roll(image, rng.integers(0, 3), axis=1) if n % 2 else (image * rng.uniform(0.6, 1.0)).astype(np.uint8))
    expected = leaks_in_full(images, held_out)
    assert HeldOut(held_out, with_lpips=False).leaks(images) == expected and 10 < sum(expected) < 70


@pytest.mark.lpips
def test_lpips_has_a_say_where_its_weights_are(monkeypatch):
    image = blocks(1)
    other = faint(image, 1, by=4)
    test = HeldOut([image])
    assert test.words == "SSIM >= 0.8 and LPIPS <= 0.3" and test.leaks([other, blocks(2)]) == [True, False]
    monkeypatch.setattr(leaks, "MOST_LPIPS", -1.0)
    assert test.leaks([other]) == [False]


def test_a_killed_split_goes_on_and_ends_with_the_same_files(stages, tmp_path, monkeypatch):
    whole = split(stages, tmp_path / "whole", lpips=False, progress=False)
    judge, calls = splitting._judge, []

    def interrupted(*arguments):
        if calls:
            raise KeyboardInterrupt
        calls.append(judge(*arguments))

    monkeypatch.setattr(splitting, "_judge", interrupted)
    with pytest.raises(KeyboardInterrupt):
        split(stages, tmp_path / "out", lpips=False, progress=False)
    with pytest.raises(DataError, match="no manifest.json"):
        load_data(tmp_path / "out")
    monkeypatch.setattr(splitting, "_judge", judge)
    assert split(stages, tmp_path / "out", lpips=False, progress=False) == whole


def test_an_input_that_has_grown_is_split_into_another_folder(tmp_path):
    records = {f"m{n}": ("wood", cloth(n)) for n in range(20)}
    base = stage(tmp_path / "base", records)
    first = split([base], tmp_path / "out", lpips=False, progress=False)
    assert split([base], tmp_path / "out", lpips=False, progress=False) == first
    with Stage(base, {"stage": "generate"}) as out:
        out.add({"id": "m20", "program": GOOD.format(0.5), "origin": "wood", "rejected": ""}, cloth(20))
        out.finish()
    with pytest.raises(DataError, match="samples is '20, .*', not '21, .*name another folder"):
        split([base], tmp_path / "out", lpips=False, progress=False)


def test_while_shards_are_written_there_is_no_manifest(stages, tmp_path, monkeypatch):
    split(stages, tmp_path / "out", lpips=False, progress=False)

    def full(*arguments, **options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(splitting, "write_shards", full)
    with pytest.raises(OSError, match="No space"):
        split(stages, tmp_path / "out", lpips=False, progress=False)
    with pytest.raises(DataError, match="no manifest.json"):
        load_data(tmp_path / "out")


def test_a_data_set_is_no_input_of_a_stage(stages, tmp_path, capsys):
    split(stages, tmp_path / "out", lpips=False, progress=False)
    assert main(["data", "materials", "filter", str(tmp_path / "out"), "-o", str(tmp_path / "next")]) == 2
    assert "a data set that `split` wrote" in capsys.readouterr().err and not (tmp_path / "next").exists()


def test_inputs_without_pictures_or_materials_are_refused(tmp_path):
    with pytest.raises(DataError, match="split takes stages with pictures"):
        split([stage(tmp_path / "in", {"a": ("wood", None)})], tmp_path / "bare", progress=False)
    big = stage(tmp_path / "big", {f"m{n}": ("wood", cloth(n, side=64 if n else 48)) for n in range(9)})
    with pytest.raises(DataError, match="give all stages the same --size"):
        split([big], tmp_path / "out", progress=False, lpips=False)
    with pytest.raises(DataError, match="no accepted material"):
        split([stage(tmp_path / "none", {})], tmp_path / "other", progress=False)


def test_the_command_says_what_is_where(stages, tmp_path, capsys):
    assert main(["data", "materials", "split", *map(str, stages), "--no-lpips", "-o", str(tmp_path / "out"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads((tmp_path / "out" / "manifest.json").read_text())
