"""Where each picture stands in a sheet. Oracle: grey levels in the middle of the tiles."""

import pytest

from tests.training.renders.examples import LOST, all_of, batch_of, drawn, failed, plain
from vlcritic.training.renders.choice import shown_of
from vlcritic.training.renders.sheet import CAPTION, HEIGHT, LINE, TILE, sheet

GAP = 4  # of `images.side_by_side`


def middle(picture, row: int, column: int, *, below: bool = False) -> int:
    """Grey level in the middle of a tile's upper or lower picture."""
    top = row * HEIGHT + TILE // 2 + below * (TILE + LINE)
    return int(picture[top, column * (TILE + GAP) + TILE // 2, 0])


def test_a_row_is_the_target_and_then_its_renders_over_their_differences():
    batch = batch_of(drawn(30, 0.3), drawn(40, 0.4), drawn(50, 0.5), failed())
    batch.targets = [plain(10), plain(10), plain(20), plain(20)]
    picture = sheet(all_of(batch))
    assert picture.shape == (2 * HEIGHT, 3 * TILE + 2 * GAP, 3)
    assert [[middle(picture, row, column) for column in range(3)] for row in range(2)] == [[10, 30, 40], [20, 50, 128]]
    assert [[middle(picture, row, column, below=True) for column in range(3)] for row in range(2)] == [[255, 60, 90], [255, 90, 255]]


def test_rows_shorter_than_the_longest_end_in_white():
    picture = sheet(shown_of(batch_of(drawn(30, 0.3), drawn(40, 0.4), drawn(50, 0.2)), per_row=2, rows=2))
    assert middle(picture, 1, 1) == 50 and middle(picture, 1, 2) == 255


def test_captions_differ_where_scores_differ():
    low, high = (sheet(all_of(batch_of(drawn(0, total))))[-CAPTION:] for total in (0.123, 0.987))
    assert (low != high).any()


def test_our_own_failure_is_grey():
    assert middle(sheet(all_of(batch_of(LOST))), 0, 1) == 128


def test_nothing_to_show_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        sheet([])
