"""Broken weather tables, tariffs, offers, figures and locks: what a planner writes by hand."""

from pathlib import Path

from broken_files.cases import with_line
from broken_files.pieces import TABLE, buildings, bytes_of, case_of, checked, joined, written

from zeneville.economics import tariffs as tariffs_stage
from zeneville.shipped import folder as shipped

#: lines of the shipped weather year above its columns
HEADING = 8
NETWORK = "systems: [as_is, heat_network]\nassets: [grid, waste_heat]\n"
OFFER = "waste_heat: [{name: %s, heat_kw: 10, temperature_degc: 30, source: press}]\n"


def weather(folder, change):
    """A case with the shipped weather year, its lines changed."""
    lines = (shipped("weather") / "lille-typical.csv").read_text(encoding="utf-8").splitlines()
    written(folder / "w.csv", "\n".join(change(lines)))
    return with_line(folder, "weather: w.csv\n")


def with_cell(column, hour, text):
    """A change of one cell."""

    def change(lines):
        place = lines[HEADING].split(",").index(column)
        cells = lines[HEADING + 1 + hour].split(",")
        cells[place] = text
        lines[HEADING + 1 + hour] = ",".join(cells)
        return lines

    return change


def instead_of_line(start, line):
    """A change of the lines that start so."""
    return lambda lines: [line if one.startswith(start) else one for one in lines]


def of_all(change):
    """A change of every row below the headings."""
    return lambda lines: [*lines[: HEADING + 1], *map(change, lines[HEADING + 1 :])]


def in_kilowatts(row):
    cells = row.split(",")
    cells[1] = str(float(cells[1]) / 1000.0)
    return ",".join(cells)


def tariffs(folder, change):
    """A case with the shipped tariffs, their text changed."""
    file = Path(tariffs_stage.__file__).with_name("france-2026.yaml")
    written(folder / "t.yaml", change(file.read_text(encoding="utf-8")))
    return with_line(folder, "money: {tariffs: t.yaml}\n")


def instead(old, new):
    """A change of a text that has the old piece."""

    def change(text):
        assert old in text
        return text.replace(old, new, 1)

    return change


def figure(folder, key, value):
    return with_line(folder, f"assumptions: {{{key}: {{value: {value}, source: a letter}}}}\n")


def protected(folder):
    with_line(folder, "locks: [{building: B0, package: walls_outside}]\n")
    written(folder / "s.gpkg", bytes_of(folder, buildings(protected=[True, False, False])))
    return ["check", str(folder)]


def folder_for_a_table(folder):
    (folder / "tables").mkdir()
    return [*joined(folder, "t.csv", TABLE)[:-1], str(folder / "tables")]


#: name -> (make in a folder and give the command, what is told)
CASES = {
    "weather-cell-in-words": (
        lambda f: weather(f, with_cell("ghi_w_per_m2", 5, "cloud")),
        ["w.csv: line 15: ghi_w_per_m2 'cloud'", "Correct the cells"],
    ),
    "weather-with-decimal-commas": (
        lambda f: weather(f, with_cell("temp_air_degc", 5, "8,5")),
        ["w.csv: line 15: has 8 cells", "decimals with points"],
    ),
    "weather-separated-by-semicolons": (
        lambda f: weather(f, lambda lines: [line.replace(",", ";") for line in lines]),
        ["columns separated by commas", "Export it again with commas"],
    ),
    "weather-without-place": (
        lambda f: weather(f, lambda lines: [line for line in lines if "latitude" not in line]),
        ["key latitude: is missing", "`# latitude: ...`"],
    ),
    "weather-at-a-place-in-words": (
        lambda f: weather(f, instead_of_line("# latitude", "# latitude: north")),
        ["key latitude: value north"],
    ),
    "weather-of-infinite-wind": (
        lambda f: weather(f, with_cell("wind_speed_m_per_s", 5, "inf")),
        ["1 fault(s)", "line 15: wind speed at 10 m is missing in 1 hours"],
    ),
    "weather-in-kilowatts": (
        lambda f: weather(f, of_all(in_kilowatts)),
        ["kWh/m2 in the year", "300 to 3,000 kWh/m2", "it is W/m2"],
    ),
    "weather-of-one-hour": (
        lambda f: weather(f, lambda lines: [*lines[: HEADING + 1], *[lines[HEADING + 12]] * 8760]),
        ["changes by 0.0 K in the year", "one value seems to fill it"],
    ),
    "weather-empty": (
        lambda f: (written(f / "w.csv", b""), with_line(f, "weather: w.csv\n"))[1],
        ["w.csv: is empty"],
    ),
    "tariffs-of-bytes": (
        lambda f: tariffs(f, lambda text: b"\xff\xfe\x00"),
        ["t.yaml: byte 0: is not UTF-8 text"],
    ),
    "tariffs-empty": (lambda f: tariffs(f, lambda text: ""), ["t.yaml: holds no keys and values"]),
    "tariffs-a-list": (lambda f: tariffs(f, lambda text: "- a\n"), ["holds no keys and values"]),
    "tariffs-that-run-code": (
        lambda f: tariffs(f, lambda text: text + "x: !!python/object/apply:os.system [ls]\n"),
        ["t.yaml: line 35", "could not determine a constructor"],
    ),
    "tariffs-without-gas": (
        lambda f: tariffs(f, instead("gas:", "gaz:")),
        ["key gas: is missing"],
    ),
    "tariffs-without-classes": (
        lambda f: tariffs(f, instead("feed_in:", "feed_in: []\nfeed_in_of_2025:")),
        ["key feed_in: is missing"],
    ),
    "tariffs-with-hours-in-words": (
        lambda f: tariffs(f, instead("off_peak_hours: [22", "off_peak_hours: [night, 22")),
        ["key off_peak_hours", "whole numbers from 0 to 23"],
    ),
    "tariffs-with-decimal-commas": (
        lambda f: tariffs(f, instead("value: 5.364", "value: 5,364")),
        ["key exchange_standing_eur_per_year: value 364", "decimals have a point"],
    ),
    "tariffs-of-two-hours": (
        lambda f: tariffs(f, instead("value: 0.2001", "hourly: [0.1, 0.2]")),
        ["key retail_eur_per_kwh.hourly: 2 values", "8760 hourly prices"],
    ),
    "tariffs-without-a-number": (
        lambda f: tariffs(f, instead("value: 0.2001", "value: .nan")),
        ["key retail_eur_per_kwh.value: value nan", "expected a number"],
    ),
    "tariffs-a-folder": (
        lambda f: with_line(f, "money: {tariffs: .}\n"),
        ["there are no such tariffs"],
    ),
    "waste-heat-called-as-an-asset": (
        lambda f: with_line(f, NETWORK + OFFER % "grid"),
        ["case.yaml: offer 'grid' of waste_heat has the name of an asset"],
    ),
    "waste-heat-without-offers": (
        lambda f: with_line(f, NETWORK),
        ["case.yaml: asset 'waste_heat' and the list waste_heat"],
    ),
    "network-without-source": (
        lambda f: with_line(f, "systems: [as_is, heat_network]\n"),
        ["case.yaml: systems has 'heat_network', but no asset gives it heat"],
    ),
    "cars-that-are-no-asset": (
        lambda f: with_line(f, "electric_cars: {per_dwelling: 1}\n"),
        ["electric_cars has per_dwelling, but no asset is 'electric_cars'"],
    ),
    "figure-in-percent": (
        lambda f: figure(f, "stock_heated_share", 80),
        ["key assumptions.stock_heated_share: value 80", "not the percentage"],
    ),
    "figure-in-kelvin": (
        lambda f: figure(f, "demand_setpoint_day", 292),
        ["key assumptions.demand_setpoint_day: value 292 degC", "subtract 273.15"],
    ),
    "lock-that-protection-bars": (
        protected,
        ["key locks.0: building 'B0' is protected: walls_outside is barred", "walls_inside"],
    ),
    "key-that-is-a-number": (
        lambda f: with_line(f, "1: a\n"),
        ["key 1: value 1", "a text as key"],
    ),
    "merge-of-a-number": (
        lambda f: with_line(f, "<<: 3\n"),
        ["YAML expected a mapping or list of mappings for merging"],
    ),
    "two-documents": (
        lambda f: with_line(f, "---\nname: b\n"),
        ["line 5: YAML but found another document"],
    ),
    "stock-a-folder": (
        lambda f: case_of(f, "."),
        [": is a folder", "Name the file of buildings in it"],
    ),
    "table-a-folder": (folder_for_a_table, ["tables: is a folder"]),
    "new-from-a-case": (
        lambda f: (with_line(f, ""), ["new", str(f / "made"), "--from", str(f)])[1],
        [": is a folder"],
    ),
    "new-in-an-unknown-zone": (
        lambda f: [
            *("new", str(f / "made"), "--zone", "H9", "--from"),
            str(written(f / "s.gpkg", bytes_of(f, buildings()))),
        ],
        ["--zone: there is no climate zone 'H9'", "one of H1a"],
    ),
    "drawing-for-a-stock": (
        lambda f: checked(f, "s.dxf", "0\nSECTION\n"),
        ["s.dxf: is of no kind that is read", "as GeoPackage in a GIS"],
    ),
    "mapping-of-another-level": (
        lambda f: joined(f, "t.csv", TABLE, "level: flat\n"),
        ["key level: value 'flat' is not 'building' or 'dwelling'"],
    ),
}
