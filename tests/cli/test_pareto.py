"""The commands ``pareto`` and ``sensitivity``: how they end."""

import pytest

from zeneville import pipeline
from zeneville.cli import main as cli


def ends(monkeypatch, capsys, *words: str) -> tuple[int, str]:
    monkeypatch.setattr("sys.argv", ["zeneville", *words])
    with pytest.raises(SystemExit) as stop:
        cli.main()
    return int(stop.value.code or 0), capsys.readouterr().err


def test_a_stopped_front_says_that_finished_points_are_kept(monkeypatch, capsys):
    def stopped(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "pareto_and_store", stopped, raising=False)
    code, told = ends(monkeypatch, capsys, "pareto", "escalette")
    assert code == 130
    assert "finished points are kept" in told


@pytest.mark.parametrize("command", ["pareto", "sensitivity"])
def test_a_case_that_is_not_there_is_a_fault(command, monkeypatch, capsys):
    code, told = ends(monkeypatch, capsys, command, "no-such-district")
    assert code == 2
    assert "no-such-district" in told


def test_a_front_has_two_ends(monkeypatch, capsys):
    code, told = ends(monkeypatch, capsys, "pareto", "escalette", "--points", "1")
    assert code == 2
    assert "--points" in told
