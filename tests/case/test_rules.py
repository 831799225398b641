"""What the schema expected is told in the words of a case file, in English and in French."""

import pytest

from zeneville.case import load
from zeneville.errors import InputError

GOOD = "name: n\nplace: {latitude: 50.6, longitude: 3.0}\nstock: s.gpkg\n"


@pytest.mark.parametrize(
    ("line", "english", "french"),
    [
        ("climate: {year: 1800}", "greater than or equal to 2030", "supérieur ou égal à 2030"),
        ("solar: {radius_m: 0}", "greater than 0", "supérieur à 0"),
        ("money: {discount_rate: .inf}", "a finite number", "un nombre fini"),
        ("reconstruction: perhaps", "true or false", "vrai ou faux"),
        ("solar: {flat_roofs: west}", "'south' or 'east_west'", "'south' ou 'east_west'"),
        ("zone: H4", "one of 'H1a', 'H1b'", "l'un de 'H1a', 'H1b'"),
        (
            "assumptions: {pv_price: {value: 1, source: x}}",
            "text of at least 3 characters",
            "un texte d'au moins 3 caractères",
        ),
        ("stock_crs: Lambert", "text of the form ^EPSG:", "un texte de la forme ^EPSG:"),
        ("stock_crs: 2154", "text", "du texte"),
        ("years: {base: 2026.5}", "a whole number", "un nombre entier"),
    ],
)
def test_a_rule_is_told(tmp_path, line, english, french):
    (tmp_path / "case.yaml").write_text(f"{GOOD}{line}\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load(tmp_path)
    (fault,) = caught.value.faults
    assert fault.expected.startswith(english)
    assert fault.expected.told("fr").startswith(french)


@pytest.mark.parametrize(
    ("text", "french"),
    [
        ("name: a\n  place: b\n", "un deux-points «\u00a0:\u00a0» n'est pas permis ici"),
        ("name: 'a\n", "le fichier finit trop tôt"),
        ("name: [a, b\n", "«\u00a0,\u00a0» ou «\u00a0]\u00a0» attendu"),
        ("name: *a\n", "renvoi 'a' à une ancre qui n'existe pas"),
        ("\tname: a\n", "le caractère '\\t' ne peut rien commencer"),
    ],
)
def test_a_problem_of_yaml_is_told_in_french(tmp_path, text, french):
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load(tmp_path)
    (fault,) = caught.value.faults
    assert french in fault.value.told("fr")
