"""Broken tables: separators, encodings, headings, dates, identifiers, workbooks, mappings."""

import datetime as dt
import io
import zipfile

from broken_files.pieces import DPE, TABLE, checked, joined, workbook

ENEDIS = (
    "annee;adresse;nom_commune;nombre_de_logements;consommation_annuelle_totale_de_l_adresse_mwh\n"
)
BILLION = "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\n" + "d: [*c, *c, *c]\n"
RUNS_CODE = 'columns: !!python/object/apply:os.system ["touch %s"]\n'


def bomb(name):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(name, b"0" * 60_000_000)
    return out.getvalue()


def entities():
    out = io.BytesIO()
    text = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("content.xml", text + "]><a>&j;</a>")
    return out.getvalue()


def excel_date(folder):
    content = workbook(folder, ["RNB", "Année de construction"], ["R0", dt.datetime(1905, 5, 18)])
    return checked(folder, "t.xlsx", content)


#: name -> (make in a folder and give the command, what is told)
CASES = {
    "table-empty": (lambda f: joined(f, "t.csv", b""), ["t.csv", "is empty"]),
    "table-of-headings-only": (lambda f: joined(f, "t.csv", "RNB;Nb logements\n"), ["has no rows"]),
    "table-with-an-odd-separator": (
        lambda f: joined(f, "t.csv", "RNB^Nb logements\nR0^2\n"),
        ["has one column", "separated by ; , tab or |"],
    ),
    "heading-twice": (lambda f: joined(f, "t.csv", "RNB;RNB\nR0;2\n"), ["'RNB' more than once"]),
    "rows-of-other-lengths": (
        lambda f: checked(f, "t.csv", TABLE + "R2;1;2;3;4\n"),
        ["line 4", "has 5 cells"],
    ),
    "quote-never-closed": (
        lambda f: joined(f, "t.csv", 'RNB;Nb logements\nR0;"2\nR1;3\n'),
        ["a quote that is never closed"],
    ),
    "web-page-for-a-table": (
        lambda f: joined(f, "t.csv", "<!DOCTYPE html><html>404</html>"),
        ["is a web page"],
    ),
    "table-of-zeros": (lambda f: joined(f, "t.csv", b"\x00" * 400), ["bytes of zero"]),
    "accents-encoded-twice": (
        lambda f: checked(f, "t.csv", TABLE.encode().decode("cp1252", "replace").encode()),
        ["encoded twice"],
    ),
    "workbook-called-text": (
        lambda f: joined(f, "t.csv", workbook(f, ["RNB", "a"], ["R0", 1])),
        ["is called .csv", "a workbook"],
    ),
    "text-called-workbook": (lambda f: joined(f, "t.xlsx", TABLE), ["is called .xlsx"]),
    "workbook-of-1997": (
        lambda f: joined(f, "t.xls", b"\xd0\xcf\x11\xe0" + b"\x00" * 600),
        ["old or password-locked", "Save the sheet as .xlsx"],
    ),
    "workbook-truncated": (
        lambda f: joined(f, "t.xlsx", workbook(f, ["RNB", "a"], ["R0", 1])[:900]),
        ["no whole zip archive", "expected a whole workbook"],
    ),
    "workbook-bomb": (lambda f: joined(f, "t.xlsx", bomb("xl/workbook.xml")), ["unpacks from"]),
    "workbook-without-rows": (
        lambda f: joined(f, "t.xlsx", workbook(f, ["RNB"])),
        ["no sheet with"],
    ),
    "sheet-that-multiplies": (
        lambda f: joined(f, "t.ods", entities()),
        ["t.ods", "is no workbook"],
    ),
    "error-of-a-formula": (
        lambda f: checked(f, "t.xlsx", workbook(f, ["RNB", "DPE"], ["R0", "#REF!"])),
        ["#REF!"],
    ),
    "year-in-a-date-cell": (excel_date, ["line 2", "18/05/1905", "Read as the year 1965"]),
    "year-of-the-future": (
        lambda f: checked(f, "t.csv", "RNB;Année de construction\nR0;19655\nR1;2999\n"),
        ["2999", "1000 to 2100"],
    ),
    "number-in-words": (
        lambda f: checked(f, "t.csv", "RNB;Nb logements\nR0;deux\nR1;1.2.3\n"),
        ["'deux'", "'1.2.3'"],
    ),
    "energy-unknown": (
        lambda f: checked(f, "t.csv", "RNB;Énergie de chauffage\nR0;Charbon de bois\n"),
        ["'Charbon de bois'"],
    ),
    "letter-unknown": (lambda f: checked(f, "t.csv", "RNB;DPE\nR0;H\n"), ["label 'H'"]),
    "ids-of-elsewhere": (
        lambda f: joined(f, "t.csv", "RNB;Nb logements\nX7;2\n"),
        ["none of its 1 rows", "X7", "such as R0, R1"],
    ),
    "rows-without-ids": (
        lambda f: joined(f, "t.csv", "Nom;Nb logements\nTour A;2\n"),
        ["of which building a row is"],
    ),
    "table-without-footprints": (
        lambda f: ["new", str(f / "made"), "--from", checked(f, "t.csv", TABLE)[1]],
        ["has no geometry", "--join t.csv"],
    ),
    "table-missing": (
        lambda f: [*joined(f, "t.csv", TABLE)[:-1], str(f / "other.csv")],
        ["other.csv", "no such file"],
    ),
    "table-of-unknown-columns": (
        lambda f: checked(f, "t.csv", "foo;bar\n1;2\n"),
        ["no column that is"],
    ),
    "certificates-without-letters": (
        lambda f: checked(f, "t.csv", DPE % ("", "100")),
        ["has no letter from A to G"],
    ),
    "certificate-of-no-area": (lambda f: checked(f, "t.csv", DPE % ("E", "0")), ["area_m2 0"]),
    "certificate-twice": (
        lambda f: checked(f, "t.csv", DPE % ("E", "100") + "1;2023-01-01;maison;E;100\n"),
        ["certificate 1 stands twice"],
    ),
    "consumption-kept-secret": (
        lambda f: joined(f, "t.csv", ENEDIS + "2022;1 RUE X;LILLE;3;\n"),
        ["no row with a consumption"],
    ),
    "consumption-negative": (
        lambda f: checked(f, "t.csv", ENEDIS + "2022;1 RUE X;LILLE;3;-4\n2022;2 RUE X;LILLE;3;4\n"),
        ["1 rows have no consumption, a negative one"],
    ),
    "mapping-that-runs-code": (
        lambda f: joined(f, "t.csv", TABLE, RUNS_CODE % (f / "ran")),
        ["could not determine a constructor"],
    ),
    "mapping-that-multiplies": (
        lambda f: joined(f, "t.csv", TABLE, BILLION),
        ["key a: is no key", "key d"],
    ),
    "mapping-nested": (
        lambda f: joined(f, "t.csv", TABLE, "columns: " + "[" * 3000),
        ["nested too deeply"],
    ),
    "mapping-of-unknown-columns": (
        lambda f: joined(f, "t.csv", TABLE, "columns: {heating: RNB}"),
        ["Did you mean 'heating_energy'?"],
    ),
    "mapping-of-absent-headings": (
        lambda f: joined(f, "t.csv", TABLE, "columns: {rnb_id: RNBB}"),
        ["has no column 'RNBB'", "Did you mean 'RNB'?"],
    ),
    "mapping-to-unknown-words": (
        lambda f: joined(
            f,
            "t.csv",
            TABLE,
            "columns: {rnb_id: RNB, heating_energy: Énergie de chauffage}\n"
            "words: {heating_energy: {Gaz: methane}}\n",
        ),
        ["'methane'", "one of gas, electricity"],
    ),
    "mapping-of-an-absent-sheet": (
        lambda f: joined(f, "t.xlsx", workbook(f, ["RNB", "a"], ["R0", 1]), "sheet: Parc"),
        ["no sheet 'Parc'"],
    ),
}
