"""The commands ``pareto`` and ``sensitivity``: how they end."""

import pytest

from zeneville import pipeline
from zeneville.cli import main as cli


def ends(monkeypatch, capsys, *words: str) -> tuple[int, str]:
    monkeypatch.setattr("sys.argv", ["zeneville", *words])
    with pytest.raises(SystemExit) as stop:
        cli.main()
    return int(stop.value.code or 0), capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "verb", "said"),
    [
        ("pareto", "pareto_and_store", "finished points are kept"),
        ("sensitivity", "sensitivity_and_store", "finished pieces are kept"),
    ],
)
def test_what_is_left_of_a_stopped_run_is_said(command, verb, said, monkeypatch, capsys):
    def stopped(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, verb, stopped, raising=False)
    code, told = ends(monkeypatch, capsys, command, "escalette")
    assert code == 130
    assert said in told


@pytest.mark.parametrize("command", ["pareto", "sensitivity"])
def test_a_case_that_is_not_there_is_a_fault(command, monkeypatch, capsys):
    code, told = ends(monkeypatch, capsys, command, "no-such-district")
    assert code == 2
    assert "no-such-district" in told


def test_a_front_has_two_ends(monkeypatch, capsys):
    code, told = ends(monkeypatch, capsys, "pareto", "escalette", "--points", "1")
    assert code == 2
    assert "--points" in told
