"""What a certificate says of the dwelling as a whole, with the method's defaults."""

from __future__ import annotations

from dataclasses import dataclass

from zeneville.demand.dpe.certificate import Certificate, Item
from zeneville.demand.dpe.programs import THIS_METHOD, Reading, reading
from zeneville.demand.dpe.wall_coating import Sheet, rendered
from zeneville.errors import Fault, InputError
from zeneville.messages import Message

#: methods of application (identifiers of the certificate): houses, flats, flats from the data of a
#: block: of its certificate, or of its study for the rules of new buildings
HOUSES = frozenset({1, 14, 18})
FLATS = frozenset({2, 3, 4, 5, 31, 32, 35, 36, 37})
FLATS_FROM_STUDY = frozenset({15, 16, 19, 20, 22, 23, 24, 25})
FLATS_FROM_BLOCK = FLATS_FROM_STUDY | {10, 11, 12, 13, 33, 34, 38, 39, 40}
#: emitters whose heat is electricity itself, for which the decree has stricter U-values
JOULE_EMITTERS = range(1, 11)
MAIN_GENERATOR = 1
LAST_YEARS = (1947, 1974, 1977, 1982, 1988, 2000, 2005, 2012, 2021)
PERIODS = range(1, len(LAST_YEARS) + 2)
CEILING_M = 2.5
#: m2 of a flat on each of its levels; with less the levels stated are those of the building
LEAST_LEVEL_M2 = 25.0
MEDIUM_INERTIA = 3


@dataclass(frozen=True)
class Dwelling:
    """General facts.

    Attributes
    ----------
    kind
        ``house``, ``flat`` or ``block`` (also a flat whose certificate describes its block).
    zone, altitude, period
        identifiers of the method: 1 to 8, 1 to 3, 1 to 10.
    area_m2, flats, levels
        of what the certificate's envelope encloses.
    electric
        emitters by Joule heating.
    reading
        how the program of the certificate reads what the decree leaves open.
    year
        of construction, where it is told.
    rendered
        technical sheets of walls of old materials with an insulating render.
    """

    kind: str
    zone: int
    altitude: int
    period: int
    area_m2: float
    flats: float
    levels: float
    ceiling_m: float
    electric: bool
    old_materials: bool
    cooled: bool
    reading: Reading = THIS_METHOD
    rendered: tuple[Sheet, ...] = ()
    year: int | None = None

    @property
    def built(self) -> int:
        """Year of construction, else the first of the period; that of the oldest is nought."""
        if self.year:
            return self.year
        return 0 if self.period <= 1 else LAST_YEARS[min(self.period, len(LAST_YEARS) + 1) - 2] + 1

    @property
    def zone_group(self) -> int:
        """1, 2 or 3 for H1, H2, H3."""
        return 1 if self.zone <= 3 else 2 if self.zone <= 7 else 3


def period_of(year: float) -> int:
    """Period of construction, 1 before 1948 to 10 after 2021."""
    return 1 + sum(year > last for last in LAST_YEARS)


def _kind(method: int) -> str:
    if method in HOUSES:
        return "house"
    return "flat" if method in FLATS else "block"


def _electric(emitters: list[Item]) -> bool:
    """Joule heating warms more than half of the area of all emitters of the main generators."""
    balance = 0.0
    for emitter in emitters:
        if (emitter.code("lien_generateur_emetteur") or MAIN_GENERATOR) == MAIN_GENERATOR:
            joule = (emitter.code("type_emission_distribution") or 0) in JOULE_EMITTERS
            area = emitter.number("surface_chauffee") or 1.0
            balance += area if joule else -area
    return balance > 0.0


def _area(certificate: Certificate, general: Item, kind: str) -> float:
    own = general.number("surface_habitable_logement")
    shared = general.number("surface_habitable_immeuble")
    area = (shared or own) if kind == "block" else (own or shared)
    if not area or area <= 0.0:
        raise InputError(
            [
                Fault(
                    certificate.name,
                    Message("caracteristique_generale/surface_habitable_logement"),
                    Message(
                        "is {own}, surface_habitable_immeuble is {shared}", own=own, shared=shared
                    ),
                    Message("the living area in m2"),
                    Message("Leave certificates without an area out."),
                    code="dpe-no-area",
                )
            ]
        )
    return area


def _levels(general: Item, kind: str, area_m2: float) -> float:
    stated = general.number("nombre_niveau_logement") or 1.0
    return 1.0 if kind == "flat" and area_m2 < LEAST_LEVEL_M2 * stated else stated


def dwelling(certificate: Certificate) -> Dwelling:
    """Read the general facts.

    Raises
    ------
    InputError
        Where no living area is given.
    """
    whole = certificate.dwelling
    general, weather = whole.part("caracteristique_generale"), whole.part("meteo")
    kind = _kind(general.code("methode_application_dpe_log") or 1)
    period = general.code("periode_construction", PERIODS)
    area = _area(certificate, general, kind)
    return Dwelling(
        kind=kind,
        zone=weather.code("zone_climatique", range(1, 9)) or 1,
        altitude=weather.code("classe_altitude", range(1, 4)) or 1,
        period=period or period_of(general.number("annee_construction") or 1947),
        area_m2=area,
        flats=(general.number("nombre_appartement") or 1.0) if kind == "block" else 1.0,
        levels=_levels(general, kind, area),
        ceiling_m=general.number("hsp") or CEILING_M,
        electric=_electric(whole.items("emetteur_chauffage_collection")),
        old_materials=bool(weather.number("batiment_materiaux_anciens")),
        cooled=bool(whole.items("climatisation_collection")),
        reading=reading(certificate),
        rendered=rendered(certificate),
        year=int(general.number("annee_construction") or 0) or None,
    )
