"""`vlcritic patch` as a user types it: what fits is applied, what does not is refused with exit code 2."""

import json

import pytest

from tests.patching.fakes import FILES, NAME, PATCHED, contents, install, patch_text
from vlcritic.cli import main
from vlcritic.patching import available, description


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A folder of installed packages with `toy`, and a folder of two patches of which one fits it."""
    patches = tmp_path / "patches"
    patches.mkdir()
    (patches / f"{NAME}.patch").write_text(patch_text())
    (patches / "toy-2-gradient.patch").write_text(patch_text(versions=">=2"))
    monkeypatch.setattr(description, "folder", lambda: patches)
    site = tmp_path / "site"
    site.mkdir()
    install(site)
    return site


def run(capsys, *words):
    code = main(["patch", *map(str, words), "--json"])
    return code, json.loads(capsys.readouterr().out)


def states(document):
    return {entry["name"]: (entry["state"], entry["is_changed"]) for entry in document}


def test_status_lists_every_patch(site, capsys):
    code, document = run(capsys, "status", "--site", site)
    assert code == 0 and states(document) == {NAME: ("applicable", False), "toy-2-gradient": ("other version", False)}
    assert document[0]["found"] == "1.2.3" and set(document[0]["files"]) == set(FILES)


def test_without_a_name_whatever_fits_is_applied_and_taken_back(site, capsys):
    for action, state, expected in (("apply", "applied", PATCHED), ("revert", "applicable", FILES)):
        for is_changed in (True, False):  # the second time there is nothing to do
            code, document = run(capsys, action, "--site", site)
            assert code == 0 and states(document) == {NAME: (state, is_changed)} and contents(site) == expected


@pytest.mark.parametrize(
    ("words", "kind", "message"),
    [
        (["apply", "toy-2-gradient"], "DataError", "other version"),
        (["revert", "toy-2-gradient"], "DataError", "other version"),
        (["apply", "nothing"], "ValueError", f"no patch nothing; expected one of {NAME}, toy-2-gradient"),
    ],
)
def test_what_does_not_fit_is_refused_as_a_usage_error(site, capsys, words, kind, message):
    code, document = run(capsys, *words, "--site", site)
    assert code == 2 and document["error"]["kind"] == kind and message in document["error"]["message"]
    assert contents(site) == FILES


def test_where_no_patch_fits_apply_says_so(site, tmp_path, capsys):
    (tmp_path / "empty").mkdir()
    code, document = run(capsys, "apply", "--site", tmp_path / "empty")
    assert code == 2 and "no patch fits" in document["error"]["message"] and "toy is not installed" in document["error"]["message"]
    code, document = run(capsys, "status", "--site", tmp_path / "nowhere")
    assert code == 2 and "no such folder" in document["error"]["message"]


def test_lines_for_people_name_state_and_place(site, capsys):
    assert main(["patch", "apply", f"{NAME}.patch", "--site", str(site)]) == 0
    assert capsys.readouterr().out == f"✓ {NAME}: applied: toy 1.2.3 in {site}\n"


def test_the_patches_that_come_with_vlcritic_read_and_are_named_after_their_package():
    patches = available()
    assert len(patches) >= 2
    for patch in patches:
        assert patch.name.startswith(f"{patch.package}-") and patch.problem and patch.upstream.startswith("https://")
