"""Every block has the program that its file holds, and every block has a file."""

import pytest
from golden_programs import FOLDER, MAKERS, program

from zeneville.model import blocks


def test_no_block_lacks_a_golden_program():
    made = {name for name in blocks.__all__ if name.startswith("add_")}
    assert made == set(MAKERS)
    assert {file.stem for file in FOLDER.glob("*.lp")} == {
        name.removeprefix("add_") for name in made
    }


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_a_block_states_its_golden_program(name):
    golden = (FOLDER / f"{name.removeprefix('add_')}.lp").read_text(encoding="utf-8")
    assert program(name) + "\n" == golden
