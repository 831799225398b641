"""Tables of values: each has a source, and a row is found by what it says."""

from demand.dpe.entries import item

from zeneville.demand.dpe import tables


def test_every_table_has_a_source_and_every_source_a_table() -> None:
    files = {file.stem for file in tables.FOLDER.glob("*.csv")} - {"sources"}
    assert {row["table"] for row in tables.rows("sources")} == files
    assert all(row["source"] and row["status"] for row in tables.rows("sources"))


def test_missing_row_is_none() -> None:
    assert tables.find("door", type=99) is None
    assert tables.number("door", "u", type=99) is None


def test_named_row() -> None:
    assert tables.named("door", "u", item(tv_uporte_id="5"), "tv_uporte_id") == 5.8
    assert tables.named("door", "u", item(), "tv_uporte_id") is None
