"""Tables as text: what is found out about a file, and what is wrong with one."""

import pytest

from zeneville.errors import InputError
from zeneville.geodata import tables


def saved(path, content, encoding="utf-8"):
    path.write_bytes(content.encode(encoding) if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_encoding_and_separator_are_found(tmp_path, encoding, separator):
    lines = [("Clé", "Énergie"), ("a", "gaz"), ("b", "fioul")]
    text = "\n".join(separator.join(line) for line in lines)
    table, faults = tables.read(saved(tmp_path / "t.csv", text, encoding))
    assert list(table.columns) == ["Clé", "Énergie"]
    assert table["Énergie"].tolist() == ["gaz", "fioul"]
    assert not faults


def test_decimal_commas_are_no_separators(tmp_path):
    table, _ = tables.read(saved(tmp_path / "t.csv", "a;b\n1,5;2,5\n3,5;4,5\n"))
    assert table.iloc[0].tolist() == ["1,5", "2,5"]


def test_line_breaks_in_quotes_are_part_of_the_cell(tmp_path):
    table, _ = tables.read(saved(tmp_path / "t.csv", 'a;b\n"x\ny";2\n3;4\n'))
    assert table["a"].tolist() == ["x\ny", "3"]


def test_a_short_row_is_refused_with_its_line(tmp_path):
    table, faults = tables.read(saved(tmp_path / "t.csv", "a;b\n1;2\n3\n5;6\n"))
    assert len(table) == 2
    assert [fault.where for fault in faults] == ["line 3"]


def test_accents_encoded_twice_are_set_right_and_told(tmp_path):
    twice = "Énergie;b\ngaz;é\n".encode().decode("cp1252").encode()
    table, faults = tables.read(saved(tmp_path / "t.csv", twice))
    assert list(table.columns)[1] == "b"
    assert table["b"].tolist() == ["é"]
    assert [fault.code for fault in faults] == ["encoding-twice"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"a;b\n", "no rows"),
        (b"a;a\n1;2\n", "more than once"),
        (b"abc\n1\n", "one column"),
        (b"<!DOCTYPE html><html>404</html>", "web page"),
        (b"\x00\x01\x02\x03" * 20, "bytes of zero"),
        (b"PK\x03\x04aaaa", "is a zip archive"),
        (b'{"a": 1}', "starts with"),
    ],
)
def test_what_is_no_table_is_told(tmp_path, content, told):
    with pytest.raises(InputError, match=told):
        tables.read(saved(tmp_path / "t.csv", content))
