"""How the program that wrote a certificate reads the decree where it can be read two ways."""

from __future__ import annotations

from dataclasses import dataclass

from zeneville.demand.dpe import tables
from zeneville.demand.dpe.certificate import Certificate


@dataclass(frozen=True)
class Reading:
    """Readings of a program; those of this method for programs that are not known.

    Attributes
    ----------
    limit_before_lining
        Bare walls count with their limit of 2.5 W/(m2 K) before a lining is added, not after.
    old_climate
        Buildings stated to be of old materials have the climate of heavy old ones: ``stated`` all,
        ``heavy`` those of heavy inertia; blank those of heavy inertia or old outer walls.
    """

    limit_before_lining: bool = False
    old_climate: str = ""


THIS_METHOD = Reading()


def reading(certificate: Certificate) -> Reading:
    """Reading of the program that the certificate names."""
    program = certificate.part("administratif/diagnostiqueur").text("usr_logiciel_id")
    for row in tables.rows("program_readings"):
        if row["program"] == program and certificate.version <= float(row["version_up_to"]):
            return Reading(row["limit_before_lining"] == "1", row["old_climate"])
    return THIS_METHOD
