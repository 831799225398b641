"""What a run took from an earlier one is said, and nothing where there was none."""

import pytest

from zeneville.cli import resumed


@pytest.mark.parametrize(
    ("taken", "discarded", "said"),
    [
        (0, 0, []),
        (12, 0, ["12 finished pieces taken from an earlier run"]),
        (0, 3, ["3 pieces of other inputs discarded"]),
    ],
)
def test_it_says_how_many(taken, discarded, said):
    assert [line.told("en") for line in resumed.lines(taken, discarded)] == said
