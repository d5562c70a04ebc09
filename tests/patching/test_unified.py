"""Unified diffs, applied strictly. Oracles: `difflib`, which makes them, and where it is there GNU `patch`, which applies them."""

import difflib
import io
import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vlcritic.errors import DataError
from vlcritic.patching import unified

LINES = st.sampled_from(
    [b"", b"a", b"b", b"\tc", b"--- a/x", b"+++ b/x", b"@@ -1 +1 @@", b"-", b"+", b"\\ No newline", b"d\r", b"e\x0cf", "é".encode()]
)
FILES = st.builds(lambda lines, newline: b"\n".join(lines) + newline, st.lists(LINES, max_size=12), st.sampled_from([b"", b"\n"]))
PATCH = b"""Any text.
--- a/pkg/x.py
+++ b/pkg/x.py
@@ -1,3 +1,3 @@
 one
-two
+zwei
 three
"""
BEFORE, AFTER = b"one\ntwo\nthree\nfour\n", b"one\nzwei\nthree\nfour\n"


def diff(before, after, *, context=3):
    """What `diff -u` prints of two contents, from difflib."""
    sides = [io.BytesIO(side).readlines() for side in (before, after)]
    lines = list(difflib.diff_bytes(difflib.unified_diff, *sides, b"a/pkg/x.py", b"b/pkg/x.py", n=context))
    return b"".join(line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n" for line in lines)


def patched(patch, before):
    _, (only,) = unified.parse(patch)
    return unified.apply(only, before)


@settings(deadline=None)
@given(before=FILES, after=FILES, context=st.integers(0, 4))
def test_what_difflib_wrote_turns_one_file_into_the_other(before, after, context):
    if before != after:
        assert patched(diff(before, after, context=context), before) == after


@settings(deadline=None)
@given(before=FILES, after=FILES, other=FILES)
def test_another_file_is_refused_or_has_the_lines_that_are_replaced(before, after, other):
    if before == after:
        return
    _, (only,) = unified.parse(diff(before, after))
    lines = io.BytesIO(other).readlines()
    has_lines = all(tuple(lines[hunk.start : hunk.start + len(hunk.old)]) == hunk.old for hunk in only.hunks)
    try:
        unified.apply(only, other)
    except DataError:
        assert not has_lines or not other.endswith(b"\n") or not after.endswith(b"\n")
    else:
        assert has_lines


@pytest.mark.skipif(shutil.which("patch") is None, reason="needs GNU patch")
def test_gnu_patch_makes_the_same_file(tmp_path):
    before = b"".join(b"line %d\n" % number for number in range(40))
    after = before.replace(b"line 3\n", b"").replace(b"line 20\n", b"twenty\nmore\n").replace(b"line 39\n", b"end")
    (tmp_path / "pkg").mkdir()
    (tmp_path / "pkg/x.py").write_bytes(before)
    subprocess.run(["patch", "-p1", "--fuzz=0", "-s"], input=diff(before, after), cwd=tmp_path, check=True)
    assert (tmp_path / "pkg/x.py").read_bytes() == after == patched(diff(before, after), before)


def test_the_text_before_the_diff_is_kept_apart():
    header, (only,) = unified.parse(PATCH)
    assert header == "Any text.\n" and only.path == "pkg/x.py" and unified.apply(only, BEFORE) == AFTER


@pytest.mark.parametrize(
    "content", [BEFORE.replace(b"two", b"Two"), b"zero\n" + BEFORE, b"one\ntwo\nthree", BEFORE.replace(b"\n", b"\r\n"), b""]
)
def test_a_line_that_is_not_as_named_is_refused_without_fuzz_or_offset(content):
    with pytest.raises(DataError, match="pkg/x.py: lines 1 to 3 are not those of the hunk in line 4"):
        patched(PATCH, content)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (b"--- a/pkg/x.py", b"--- a/../x.py", "line 2: expected .* a file of the package"),
        (b"--- a/pkg/x.py", b"--- a//etc/x.py", "line 2: expected"),
        (b"--- a/pkg/x.py", b"--- /dev/null", "line 2: expected"),
        (b"+++ b/pkg/x.py", b"+++ b/pkg/y.py", "line 2|line 3: expected|the same file twice"),
        (b"+++ b/pkg/x.py\n", b"", "line 3: expected"),
        (b"@@ -1,3 +1,3 @@", b"@@ -1,3 @@", "line 4: expected `@@"),
        (b"@@ -1,3 +1,3 @@\n", b"", "line 4: expected a hunk"),
        (b"@@ -1,3 +1,3 @@", b"@@ -1,3 +2,3 @@", "line 4: the hunk's new place"),
        (b"@@ -1,3 +1,3 @@", b"@@ -1,4 +1,3 @@", "line 9: expected a line of the hunk"),
        (b"@@ -1,3 +1,3 @@", b"@@ -1,3 +1,2 @@", "line 4: the hunk has more lines|line 8: expected"),
        (b" one\n", b"one\n", "line 5: expected a line of the hunk"),
        (b" three\n", b" three\nmore\n", "line 9: expected `--- a/PATH`"),
        (PATCH, b"no diff\n", "expected a diff"),
        (PATCH, PATCH + PATCH.removeprefix(b"Any text.\n"), "different files"),
    ],
)
def test_a_patch_that_is_not_quite_one_is_refused_with_its_line(old, new, message):
    assert old in PATCH
    with pytest.raises(DataError, match=message):
        unified.parse(PATCH.replace(old, new))


def test_a_newline_may_only_be_missing_at_the_end():
    patch = PATCH.replace(b"+zwei\n", b"+zwei\n\\ No newline at end of file\n")
    with pytest.raises(DataError, match="newline of a line that is not the last"):
        patched(patch, BEFORE)
