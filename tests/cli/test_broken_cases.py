"""``zeneville check`` refuses every folder of tests/broken and says what expected.txt lists."""

import sys
from pathlib import Path

import pytest

from zeneville.cli.main import main

FOLDERS = sorted(path for path in (Path(__file__).parents[1] / "broken").iterdir() if path.is_dir())


def test_there_are_enough_cases():
    assert len(FOLDERS) >= 12


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_a_broken_case_is_refused_with_its_message(folder, monkeypatch, capsys):
    before = sorted(folder.iterdir())
    monkeypatch.setattr(sys, "argv", ["zeneville", "check", str(folder)])
    with pytest.raises(SystemExit) as stopped:
        main()
    told = capsys.readouterr().err
    assert stopped.value.code == 2
    for fragment in (folder / "expected.txt").read_text(encoding="utf-8").split("\n"):
        assert fragment in told
    assert sorted(folder.iterdir()) == before
