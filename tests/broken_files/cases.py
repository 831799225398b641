"""Broken cases, weather files and certificates; commands that ask for what cannot be."""

from broken_files.pieces import CASE, buildings, bytes_of, case_of, checked, written
from broken_files.stocks import shapefile

TOUCH = 'name: !!python/object/apply:os.system ["touch %s"]\n'
LOL = "a: &a [x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{f'*{chr(97 + n)}, ' * 9}]\n" for n in range(9)
)


def case_text(folder, text):
    written(folder / "case.yaml", text)
    written(folder / "s.gpkg", bytes_of(folder, buildings()))
    return ["check", str(folder)]


def with_line(folder, line):
    return case_text(folder, CASE % "s.gpkg" + line)


def existing(folder):
    (folder / "made").mkdir()
    written(folder / "s.gpkg", bytes_of(folder, buildings()))
    return ["new", str(folder / "made"), "--from", str(folder / "s.gpkg")]


def weather(folder, text, name="w.csv"):
    written(folder / name, text)
    return with_line(folder, f"weather: {name}\n")


#: name -> (make in a folder and give the command, what is told)
CASES = {
    "case-empty": (lambda f: case_text(f, ""), ["holds nothing"]),
    "case-a-list": (lambda f: case_text(f, "- a\n- b\n"), ["holds a list"]),
    "case-in-latin": (lambda f: case_text(f, "name: é".encode("latin-1")), ["is not UTF-8"]),
    "case-nested": (lambda f: case_text(f, "name: " + "[" * 3000), ["nested too deeply"]),
    "case-badly-indented": (lambda f: case_text(f, "name: a\n  place: b\n"), ["YAML", "line 2"]),
    "case-that-runs-code": (lambda f: case_text(f, TOUCH % (f / "ran")), ["never runs code"]),
    "case-that-multiplies": (lambda f: case_text(f, LOL), ["unknown key 'a'"]),
    "case-missing": (lambda f: ["check", str(f / "nowhere")], ["no such case"]),
    "stock-missing": (lambda f: case_of(f, "nothing.gpkg"), ["there is no such file"]),
    "stock-a-password-file": (lambda f: case_of(f, "/etc/passwd"), ["/etc/passwd"]),
    "discount-rate-no-number": (
        lambda f: with_line(f, "money: {discount_rate: .nan}\n"),
        ["money.discount_rate"],
    ),
    "roofs-outside-the-folder": (
        lambda f: with_line(f, "solar: {roofs: ../../roofs.gml}\n"),
        ["is no file in the case's folder"],
    ),
    "system-unknown": (lambda f: with_line(f, "systems: [as_is, coal]\n"), ["systems"]),
    "weather-missing": (lambda f: with_line(f, "weather: none.epw\n"), ["no such weather file"]),
    "weather-a-folder": (lambda f: with_line(f, "weather: .\n"), ["no such weather file"]),
    "weather-an-image": (lambda f: weather(f, b"\x89PNG\r\n" * 9), ["w.csv"]),
    "weather-truncated": (
        lambda f: weather(f, "LOCATION,Lille,,FRA,,,50.6,3.1,1,40\n", "w.epw"),
        ["w.epw"],
    ),
    "certificate-truncated": (lambda f: checked(f, "d.xml", "<dpe><logement>"), ["d.xml"]),
    "certificate-with-an-entity": (
        lambda f: checked(
            f, "d.xml", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><dpe>&x;</dpe>'
        ),
        ["d.xml"],
    ),
    "new-in-an-old-folder": (existing, ["exists already"]),
    "new-from-nothing": (
        lambda f: ["new", str(f / "made"), "--from", str(f / "none.gpkg")],
        ["there is no such file"],
    ),
    "new-with-an-unknown-system": (
        lambda f: [
            *("new", str(f / "made"), "--from"),
            shapefile(f, lost=["prj"])[1],
            *("--crs", "EPSG:999999"),
        ],
        ["EPSG:999999"],
    ),
}
