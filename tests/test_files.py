"""Files are whole or as they were. Oracle: what is read back, by this process and while others write."""

import multiprocessing

import pytest

from vlcritic.files import replacing, write_text


def test_a_file_and_its_folders_are_made(tmp_path):
    write_text(tmp_path / "a" / "b" / "c.txt", "é\n")
    assert (tmp_path / "a" / "b" / "c.txt").read_bytes() == "é\n".encode()


def test_an_error_leaves_what_was_there_and_nothing_else(tmp_path):
    path = tmp_path / "kept.txt"
    write_text(path, "before")
    with pytest.raises(KeyboardInterrupt), replacing(path) as partial:
        partial.write_text("half")
        raise KeyboardInterrupt
    assert [child.name for child in tmp_path.iterdir()] == ["kept.txt"] and path.read_text() == "before"


def test_until_the_end_of_the_block_readers_see_the_old_file(tmp_path):
    path = tmp_path / "picture.bin"
    path.write_bytes(b"old")
    with replacing(path) as partial:
        partial.write_bytes(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"


def _write_often(path, letter):
    for _ in range(200):
        write_text(path, letter * 100_000)


def test_processes_that_write_the_same_file_leave_one_of_theirs_whole(tmp_path):
    path = tmp_path / "shared.txt"
    write_text(path, "a" * 100_000)
    writers = [multiprocessing.get_context("spawn").Process(target=_write_often, args=(path, letter)) for letter in "ab"]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        assert path.read_text() in ("a" * 100_000, "b" * 100_000)
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert [child.name for child in tmp_path.iterdir()] == ["shared.txt"]
