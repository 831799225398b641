"""Workbooks: sheets, titles above headings, errors of formulas, OpenDocument."""

import zipfile

import openpyxl
import pytest

from zeneville.errors import InputError
from zeneville.geodata import archive, spreadsheet, tables

ODS = """<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="Parc"><table:table-row>
<table:table-cell office:value-type="string"><text:p>Code</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>Nb</text:p></table:table-cell>
</table:table-row><table:table-row>
<table:table-cell office:value-type="string"><text:p>A</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="4"><text:p>4,0</text:p></table:table-cell>
<table:table-cell table:number-columns-repeated="16000"/>
</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"""


def saved(path, *sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_the_first_sheet_with_rows_is_read(tmp_path):
    path = saved(tmp_path / "a.xlsx", ("Lisez-moi", [("Texte",)]), ("Parc", [("a", "b"), (1, 2)]))
    table, _ = tables.read(path)
    assert table.to_dict("list") == {"a": [1], "b": [2]}
    assert table.index.tolist() == [2]


def test_a_sheet_is_found_by_name_or_told_missing(tmp_path):
    path = saved(tmp_path / "a.xlsx", ("x", [("a", "b"), (1, 2)]), ("y", [("c", "d"), (3, 4)]))
    assert list(tables.read(path, "y")[0].columns) == ["c", "d"]
    with pytest.raises(InputError, match="no sheet 'z', only 'x', 'y'"):
        tables.read(path, "z")


def test_an_error_of_a_formula_is_a_blank_and_told(tmp_path):
    path = saved(tmp_path / "a.xlsx", ("x", [("a", "b"), ("#REF!", 2)]))
    table, faults = tables.read(path)
    assert table["a"].tolist() == [None]
    assert [(fault.code, fault.where) for fault in faults] == [("cell-error", "sheet 'x', row 2")]


def test_open_document_sheets_are_read(tmp_path):
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("content.xml", ODS)
    table, _ = tables.read(path)
    assert table.to_dict("list") == {"Code": ["A"], "Nb": [4.0]}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xd0\xcf\x11\xe0" + b"0" * 600, "old or password-locked"),
        (b"PK\x03\x04 nothing", "no whole zip archive"),
        (b"a;b\n1;2\n", "is no workbook"),
    ],
)
def test_what_is_no_workbook_is_told(tmp_path, content, told):
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(InputError, match=told):
        tables.read(path)


def test_a_bomb_is_not_unpacked(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    with pytest.raises(InputError, match="unpacks from"):
        spreadsheet.read(path)


@pytest.mark.parametrize("name", ["../a.shp", "/etc/a.shp", "..\\a.shp"])
def test_an_archive_does_not_lead_out_of_itself(tmp_path, name):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr(name, b"x")
    with pytest.raises(InputError, match="has the member"):
        archive.check(path)
