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


def test_columns_that_are_not_asked_for_are_left_out_and_still_named(tmp_path):
    path = saved(tmp_path / "t.csv", "a;b;c\n1;2;3\n4;5;6\n")
    table, _ = tables.read(path, None, lambda headings: {"b"})
    assert table.to_dict("list") == {"b": ["2", "5"]}
    assert tables.headings(table) == ["a", "b", "c"]


def test_lines_are_those_of_the_file_also_after_a_cell_of_two(tmp_path):
    table, _ = tables.read(saved(tmp_path / "t.csv", 'a;b\n"x\ny";2\n3;4\n\n5;6\n'))
    assert table.index.tolist() == [2, 4, 6]


def test_quotes_inside_cells_do_no_harm(tmp_path):
    table, faults = tables.read(saved(tmp_path / "t.csv", 'a;b\n"le "grand" pré";2\n3;4\n'))
    assert len(table) == 2 and not faults


def test_windows_text_far_below_the_first_lines_is_found(tmp_path):
    text = "a;b\n" + "1;2\n" * 5000 + "é;3\n"
    table, _ = tables.read(saved(tmp_path / "t.csv", text, "cp1252"))
    assert table["a"].iloc[-1] == "é"


def test_many_rows_of_another_length_are_told_in_few_messages(tmp_path):
    text = "a;b\n" + "1;2\n" * 200 + "1\n" * 60
    table, faults = tables.read(saved(tmp_path / "t.csv", text))
    assert len(table) == 200
    assert len(faults) == 21 and faults[-1].where == "line 222 and 39 more"
