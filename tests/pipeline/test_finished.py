"""Finished pieces of a run: taken for the same question, thrown away for another."""

import numpy as np
import pytest

from zeneville.pipeline.finished import Finished


def kept(folder, question="a"):
    return Finished(folder, question)


def itself(told):
    return told


def test_a_piece_is_taken_as_it_was_written(tmp_path):
    piece = {"cost": 1.0 / 3.0, "designs": np.arange(3), "open": float("nan"), "none": None}
    kept(tmp_path).write("first", piece)
    again = kept(tmp_path)
    told = again.read("first", itself)
    assert told["cost"] == 1.0 / 3.0 and told["designs"] == [0, 1, 2] and told["none"] is None
    assert np.isnan(told["open"])
    assert (again.taken, again.discarded) == (1, 0)


def test_what_is_not_there_is_neither_taken_nor_discarded(tmp_path):
    pieces = kept(tmp_path)
    assert pieces.read("first", itself) is None
    assert (pieces.taken, pieces.discarded) == (0, 0)


def test_a_piece_of_another_question_is_thrown_away(tmp_path):
    kept(tmp_path).write("first", {"cost": 1.0})
    other = kept(tmp_path, "b")
    assert other.read("first", itself) is None
    assert (other.taken, other.discarded) == (0, 1)
    assert kept(tmp_path).read("first", itself) is None


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"fingerprint": "a"}', "\0"])
def test_a_file_that_is_no_piece_is_thrown_away(text, tmp_path):
    kept(tmp_path).write("first", {"cost": 1.0})
    file = next(tmp_path.glob("*.json"))
    file.write_text(text, encoding="utf-8")
    pieces = kept(tmp_path)
    assert pieces.read("first", itself) is None
    assert pieces.discarded == 1


def test_a_piece_that_lacks_something_is_thrown_away(tmp_path):
    kept(tmp_path).write("first", {"cost": 1.0})
    assert kept(tmp_path).read("first", lambda told: told["bound"]) is None


def test_a_name_stays_in_its_folder(tmp_path):
    folder = tmp_path / "pieces"
    kept(folder).write("../a/b:c", {"cost": 1.0})
    assert [file.parent for file in tmp_path.rglob("*.json")] == [folder]
    assert kept(folder).read("../a/b:c", itself) == {"cost": 1.0}


def test_a_piece_that_could_not_be_written_leaves_the_one_before(tmp_path):
    kept(tmp_path).write("first", {"cost": 1.0})
    with pytest.raises(TypeError):
        kept(tmp_path).write("first", {"cost": object()})
    assert kept(tmp_path).read("first", itself) == {"cost": 1.0}


def test_without_a_folder_nothing_is_kept():
    pieces = kept(None)
    pieces.write("first", {"cost": 1.0})
    assert pieces.read("first", itself) is None
