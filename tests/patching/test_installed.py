"""Patches of a package: refused, applied, taken back, and all of it after a kill. Oracle: the bytes of its files."""

import os
import signal
import stat
import subprocess
import sys

import pytest

from tests.patching.fakes import FILES, NAME, PATCHED, contents, install, patch_text
from vlcritic.errors import DataError
from vlcritic.patching import APPLICABLE, APPLIED, CHANGED, HALF_APPLIED, NOT_INSTALLED, OTHER_VERSION, apply, read, revert, status


@pytest.fixture
def site(tmp_path):
    (tmp_path / "site").mkdir()
    return tmp_path / "site"


@pytest.fixture
def patch(tmp_path):
    path = tmp_path / f"{NAME}.patch"
    path.write_text(patch_text())
    return read(path)


def everything(site):
    """Every file below a folder, with its bytes."""
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_a_patch_says_what_it_is(patch):
    assert (patch.name, patch.package, patch.problem, patch.remove_when) == (NAME, "toy", "it is slow, and more.", "never")
    assert "1.2.9" in patch.versions and "1.3" not in patch.versions


def test_apply_and_revert_are_exact_and_idempotent(site, patch):
    install(site)
    before = everything(site)
    for _ in range(2):
        assert [found.state for found in apply([patch], site=site)] == [APPLIED]
        assert contents(site) == PATCHED and status(patch, site=site).state == APPLIED
    for _ in range(2):
        assert [found.state for found in revert([patch], site=site)] == [APPLICABLE]
        assert everything(site) == before  # no backup, no partial file stays


def test_a_package_that_is_missing_or_of_another_version_is_refused(site, patch):
    assert status(patch, site=site).state == NOT_INSTALLED
    with pytest.raises(DataError, match=f"nothing was changed: {NAME}: not installed: toy is not installed in"):
        apply([patch], site=site)
    install(site, "1.3.0")
    assert status(patch, site=site).state == OTHER_VERSION
    with pytest.raises(DataError, match="other version: for toy .*found 1.3.0"):
        apply([patch], site=site)
    assert contents(site) == FILES


@pytest.mark.parametrize("change", [b"A = 1\nB = 2\n# mine\n", None])
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_file_that_somebody_changed_is_refused_and_nothing_is_changed(site, patch, change, when):
    install(site)
    if when == "after":
        apply([patch], site=site)
    (site / "toy/a.py").unlink() if change is None else (site / "toy/a.py").write_bytes(change)
    before = everything(site)
    assert status(patch, site=site).state == CHANGED
    for act in (apply, revert):
        with pytest.raises(DataError, match=r"nothing was changed.*file changed.*toy/a.py \((changed|missing)\); reinstall"):
            act([patch], site=site)
    assert everything(site) == before


def test_one_patch_that_is_refused_holds_back_the_others(site, patch, tmp_path):
    install(site)
    path = tmp_path / "toy-9-other.patch"
    path.write_text(patch_text(versions=">=9"))
    with pytest.raises(DataError, match="toy-9-other"):
        apply([patch, read(path)], site=site)
    assert contents(site) == FILES


class Killed(BaseException):
    """What a kill is to the code that it meets: nothing after it runs."""


def kill_at(monkeypatch, number):
    """The `number`th replacement of a file, counted from 1, never happens."""
    calls, replace = [], os.replace

    def counted(*paths):
        calls.append(paths)
        if len(calls) == number:
            raise Killed
        replace(*paths)

    monkeypatch.setattr(os, "replace", counted)


@pytest.mark.parametrize(("number", "state"), [(1, APPLICABLE), (2, APPLICABLE), (3, APPLICABLE), (4, HALF_APPLIED)])  # 2 backups, 2 files
@pytest.mark.parametrize("healing", ["revert", "apply"])
def test_a_kill_while_applying_is_described_and_healed(site, patch, monkeypatch, number, state, healing):
    install(site)
    before = everything(site)
    with monkeypatch.context() as patched:
        kill_at(patched, number)
        with pytest.raises(Killed):
            apply([patch], site=site)
    found = status(patch, site=site)
    assert found.state == state and (state != HALF_APPLIED or "1 of 2 files" in found.text)
    if healing == "apply":
        apply([patch], site=site)
        assert contents(site) == PATCHED
    revert([patch], site=site)
    assert everything(site) == before


@pytest.mark.parametrize(("number", "state"), [(1, APPLIED), (2, HALF_APPLIED)])
def test_a_kill_while_reverting_is_described_and_healed(site, patch, monkeypatch, number, state):
    install(site)
    before = everything(site)
    apply([patch], site=site)
    with monkeypatch.context() as patched:
        kill_at(patched, number)
        with pytest.raises(Killed):
            revert([patch], site=site)
    assert status(patch, site=site).state == state
    revert([patch], site=site)
    assert everything(site) == before


def test_a_real_kill_between_two_files_is_healed_by_another_process(site, patch, tmp_path):
    install(site)
    code = f"""
import os, signal, pathlib
from vlcritic.patching import apply, read
replace = os.replace
def until_the_second_file(part, path):
    if str(path).endswith("site/toy/sub/b.py"):
        os.kill(os.getpid(), signal.SIGKILL)
    replace(part, path)
os.replace = until_the_second_file
apply([read(pathlib.Path({str(tmp_path / f"{NAME}.patch")!r}))], site=pathlib.Path({str(site)!r}))
"""
    assert subprocess.run([sys.executable, "-c", code]).returncode == -signal.SIGKILL
    assert status(patch, site=site).state == HALF_APPLIED
    revert([patch], site=site)
    assert contents(site) == FILES


@pytest.mark.parametrize("damage", ["lost", "other"])
def test_a_backup_that_is_not_the_original_is_never_restored(site, patch, damage):
    install(site)
    apply([patch], site=site)
    backup = next(site.glob(f".vlcritic-backups/{NAME}/toy/sub/b.py"))
    backup.unlink() if damage == "lost" else backup.write_bytes(b"other")
    with pytest.raises(DataError, match=r"the backup is lost; run: pip install --force-reinstall --no-deps toy==1.2.3"):
        revert([patch], site=site)
    assert contents(site) == PATCHED


def test_hard_links_modes_and_compiled_files(site, patch, tmp_path):
    """Package managers link files into many environments, and a compiled file with an unchecked hash hides its source."""
    install(site)
    os.link(site / "toy/a.py", tmp_path / "cache.py")
    (site / "toy/a.py").chmod(0o640)
    compiled = site / "toy/__pycache__/a.cpython-311.pyc"
    compiled.parent.mkdir()
    compiled.write_bytes(b"compiled")
    apply([patch], site=site)
    assert (tmp_path / "cache.py").read_bytes() == FILES["toy/a.py"] and not compiled.exists()
    assert stat.S_IMODE((site / "toy/a.py").stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("Problem: it is slow,\n  and more.\n", "", "header without Problem"),
        ("Remove when: never\n", "", "header without Remove when"),
        ("Applies to: toy", "Applies to: the toy", "Expected"),
        ("SHA-256 before:", "SHA-1 before:", "expected `SHA-256 before` and `SHA-256 after` of every file"),
    ],
)
def test_a_header_that_is_not_complete_is_refused(tmp_path, old, new, message):
    path = tmp_path / "toy.patch"
    path.write_text(patch_text().replace(old, new))
    with pytest.raises(DataError, match=f"toy.patch: .*{message}"):
        read(path)


def test_a_header_of_another_diff_changes_nothing(site, tmp_path):
    install(site)
    text = patch_text().replace("+    return 'differentiable'", "+    return 'something else'")
    (tmp_path / "toy.patch").write_text(text)
    with pytest.raises(DataError, match="gives another file than its header says"):
        apply([read(tmp_path / "toy.patch")], site=site)
    assert contents(site) == FILES
