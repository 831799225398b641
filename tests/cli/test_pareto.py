"""The commands ``pareto`` and ``sensitivity``: how they end."""

from pathlib import Path

import pytest

from zeneville import pipeline
from zeneville.cli import main as cli
from zeneville.cli import pareto, sensitivity


def ends(monkeypatch, capsys, *words: str) -> tuple[int, str]:
    monkeypatch.setattr("sys.argv", ["zeneville", *words])
    with pytest.raises(SystemExit) as stop:
        cli.main()
    return int(stop.value.code or 0), capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "verb", "said"),
    [
        ("pareto", "pareto_and_store", "finished points are kept"),
        ("sensitivity", "sensitivity_and_store", "finished pieces are kept"),
    ],
)
def test_what_is_left_of_a_stopped_run_is_said(command, verb, said, monkeypatch, capsys):
    def stopped(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, verb, stopped, raising=False)
    code, told = ends(monkeypatch, capsys, command, "escalette")
    assert code == 130
    assert said in told


@pytest.mark.parametrize("command", ["pareto", "sensitivity"])
def test_a_case_that_is_not_there_is_a_fault(command, monkeypatch, capsys):
    code, told = ends(monkeypatch, capsys, command, "no-such-district")
    assert code == 2
    assert "no-such-district" in told


def test_a_front_has_two_ends(monkeypatch, capsys):
    code, told = ends(monkeypatch, capsys, "pareto", "escalette", "--points", "1")
    assert code == 2
    assert "--points" in told


FRONT = {
    "against": "balance",
    "points": [
        {
            "cost_eur_per_year": 1234.0,
            "energy_balance_kwh_per_year": -50000.0,
            "co2_kg_per_year": 900.0,
            "abatement_eur_per_tco2": None,
            "gap": 0.001,
            "mark": ["cheapest", "knee"],
        }
    ],
}
FRONTS = {
    "case": "Rue",
    "reference": {
        "cost_eur_per_year": 2000.0,
        "energy_balance_kwh_per_year": -70000.0,
        "co2_kg_per_year": 1800.0,
    },
    "balance_definition": "primary",
    "fronts": [FRONT],
    "verified": True,
    "seconds": {"total": 3.2},
}


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        (
            "en",
            [
                "Rue: reference 2,000 EUR/year, balance -70,000 kWh/year (primary energy), "
                "CO2 1,800 kg/year",
                "cost against the energy balance",
                "      EUR/year      kWh/year   kg CO2/year   EUR/tCO2       gap",
                "         1,234       -50,000           900          -   0.1000%  cheapest, knee",
                "every point verified, 3 s -> out",
            ],
        ),
        (
            "fr",
            [
                "Rue\u00a0: référence 2\u202f000 EUR/an, bilan -70\u202f000 kWh/an (énergie "
                "primaire), CO2 1\u202f800 kg/an",
                "coût selon le bilan énergétique",
                "        EUR/an        kWh/an     kg CO2/an   EUR/tCO2     écart",
                "         1\u202f234       -50\u202f000           900          -   "
                "0,1000\u00a0%  le moins cher, coude",
                "tous les points vérifiés, 3 s -> out",
            ],
        ),
    ],
)
def test_fronts_are_told_in_the_language_asked(lang, lines):
    assert [line.told(lang) for line in pareto._lines(FRONTS, Path("out"))] == lines


FUTURES = {
    "case": "Rue",
    "objective_eur_per_year": 1234.0,
    "futures": [
        {
            "key": "gas",
            "value": 1.25,
            "unchanged_cost_eur_per_year": 1500.0,
            "reoptimised_cost_eur_per_year": None,
            "regret_eur_per_year": None,
            "missed": {"balance": 1200.0},
        }
    ],
    "entry_prices": [{"name": "battery", "enters_at": None}],
    "refused": [],
    "robust": {
        "in_all": {"package": 3, "system": 6, "pv": 283},
        "in_nine_of_ten": {"package": 19, "system": 91, "pv": 284},
        "heated": 286,
        "roofs": 286,
    },
    "futures_reoptimised": 0,
    "verified": True,
    "seconds": 3.2,
}


def test_futures_are_told_in_french():
    told = [line.told("fr") for line in sensitivity._lines(FUTURES, Path("out"))]
    assert told[1].startswith("avenir" + 34 * " " + "      inchangé      redécidé      regret  ")
    assert [cell for cell in told[2].split(" ") if cell] == CELLS
    assert "travaux de 3 / 19, chauffage de 6 / 91 des 286 bâtiments" in told[3]
    assert told[5] == "  battery\u00a0: pas même gratuit"
    assert told[6] == "1 avenirs, 0 redécidés, tous les plans vérifiés, 3 s -> out"


CELLS = ["gas", "1.25", "1\u202f500", "-", "-", "bilan", "manqué", "de", "1\u202f200"]
