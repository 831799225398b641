"""Solver profiles: shipped ones load, and what is misspelt is refused with the nearest name."""

import pytest

from zeneville.errors import InputError, ZenevilleError
from zeneville.solve import highs, profile


def written(tmp_path, text):
    file = tmp_path / "mine.toml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize("name", ["quick", "standard", "proof"])
def test_shipped_profiles_load(name):
    assert name in profile.names()
    assert profile.load(name).settings().gap == profile.load(name).gap


def test_profiles_prove_more_and_more():
    gaps = [profile.load(name).gap for name in ("quick", "standard", "proof")]
    assert gaps == [0.01, 0.001, 0.0001]


def test_what_is_given_goes_before_the_profile():
    settings = profile.load("standard").settings(gap=0.5, time_limit_s=7.0)
    assert (settings.gap, settings.time_limit_s) == (0.5, 7.0)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("gapp = 0.1", "Did you mean 'gap'?"),
        ("[interior]\ntolerence = 1e-6", "Did you mean 'tolerance'?"),
        ("gap = 2.0", "gap"),
        ("threads = 1.5", "threads"),
        ("[highs]\nsimplex_stratgy = 1", "did you mean 'simplex_strategy'?"),
        ("[highs]\nsolver = 'simplx'", "solver"),
        ("gap = ", "a TOML file"),
    ],
)
def test_a_fault_is_told(tmp_path, text, told):
    with pytest.raises(InputError) as caught:
        profile.load(written(tmp_path, text))
    assert told in str(caught.value)


def test_all_faults_are_told_at_once(tmp_path):
    with pytest.raises(InputError) as caught:
        profile.load(written(tmp_path, "gapp = 0.1\niteration = 3"))
    assert len(caught.value.faults) == 2


def test_an_unknown_profile_is_told_with_the_nearest():
    with pytest.raises(InputError, match="Did you mean 'standard'"):
        profile.load("standart")


def test_an_option_that_highs_does_not_take_is_refused():
    with pytest.raises(ZenevilleError, match="did you mean 'presolve'"):
        highs.check_options({"presolv": "on"})
