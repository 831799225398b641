"""A place that cannot take results is refused before the work starts."""

import errno
from pathlib import Path

import pytest

from zeneville import pipeline
from zeneville.errors import InputError
from zeneville.results import store


@pytest.mark.parametrize("below", ["", "deep/below"])
def test_a_file_in_the_way_is_told(below: str, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="is a file"):
        store.check_place(tmp_path / "taken" / below)


def test_a_new_folder_is_a_place_and_is_not_made_yet(tmp_path: Path) -> None:
    store.check_place(tmp_path / "new" / "below")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("verb", [pipeline.plan_and_store, pipeline.demand])
def test_the_verbs_look_before_they_compute(verb, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="is a file"):
        verb("escalette", taken / "demand.nc")
    assert taken.read_text(encoding="utf-8") == "mine"


def test_a_place_that_the_system_refuses_is_told(tmp_path: Path) -> None:
    def full(_: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(InputError, match=r"plan\.nc' cannot be written \(No space left"):
        store.atomically(tmp_path / "plan.nc", full)
