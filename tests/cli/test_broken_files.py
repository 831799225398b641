"""Broken files, made on the spot: one clear message each, exit 2, nothing half written."""

import re
import sys
from pathlib import Path

import pytest
from broken_files import cases, inputs, stocks, written_tables

from zeneville.cli.main import main

CASES = {
    f"{module.__name__.rpartition('.')[2]}/{name}": one
    for module in (cases, inputs, stocks, written_tables)
    for name, one in module.CASES.items()
}
#: lines of a message: a count and one line a fault
LINE = re.compile(r"^(\d+ fault\(s\):|  - .+; expected .+\. .+)$")


def content(folder):
    return {path: path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


def test_with_the_folders_there_are_a_hundred_and_more():
    folders = [path for path in (Path(__file__).parents[1] / "broken").iterdir() if path.is_dir()]
    assert len(CASES) + len(folders) >= 100


@pytest.mark.parametrize("name", CASES)
def test_a_broken_file_is_refused_with_its_message(name, tmp_path, monkeypatch, capsys):
    make, fragments = CASES[name]
    command = make(tmp_path)
    before = content(tmp_path)
    monkeypatch.setattr(sys, "argv", ["zeneville", *command])
    with pytest.raises(SystemExit) as stopped:
        main()
    told = capsys.readouterr().err
    assert stopped.value.code == 2
    for fragment in fragments:
        assert fragment in told
    for line in told.splitlines():
        assert LINE.match(line), line
    assert content(tmp_path) == before
