"""What a run took from an earlier one is said, and nothing where there was none."""

import pytest

from zeneville.cli import resumed


@pytest.mark.parametrize(
    ("taken", "discarded", "said"),
    [
        (0, 0, ""),
        (12, 0, "12 finished pieces taken from an earlier run\n"),
        (0, 3, "3 pieces of other inputs discarded\n"),
    ],
)
def test_it_says_how_many(taken, discarded, said, capsys):
    resumed.tell(taken, discarded)
    assert capsys.readouterr().out == said
