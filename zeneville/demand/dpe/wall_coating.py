"""Which old walls bear an insulating render (decree of 31 March 2021, annex 1, section 3.2.1).

From version 2.3 on certificates say it of each wall. Before, the entry only marked a wall of old
materials (``paroi_ancienne``), rendered or not; the technical sheet of the wall names the render.
"""

from __future__ import annotations

from zeneville.demand.dpe.certificate import Certificate, Item

WALL_SHEET = "1"
RENDER, YES = "enduit sur matériaux anciens", "oui"
#: lines of a wall's sheet whose values the wall's description repeats
IDENTITY = ("matériau mur", "epaisseur mur", "type de local adjacent")
MATERIAL = IDENTITY[0]

Sheet = tuple[str, ...]


def _plain(text: str | None) -> str:
    return "".join((text or "").lower().split())


def rendered(certificate: Certificate) -> tuple[Sheet, ...]:
    """What tells each rendered wall of the technical sheets: material, thickness, what is behind.

    Empty where no wall is of old materials.
    """
    walls = certificate.dwelling.items("mur_collection")
    if not any(wall.number("paroi_ancienne") for wall in walls):
        return ()
    found = []
    for sheet in certificate.element.iter("fiche_technique"):
        if (sheet.findtext("enum_categorie_fiche_technique_id") or "").strip() != WALL_SHEET:
            continue
        lines = {
            (line.findtext("description") or "").partition(":")[0].strip().lower(): _plain(
                line.findtext("valeur")
            )
            for line in sheet.iter("sous_fiche_technique")
        }
        if lines.get(RENDER) == YES and lines.get(MATERIAL):
            found.append(tuple(lines[name] for name in IDENTITY if name in lines))
    return tuple(found)


def coated(wall: Item, sheets: tuple[Sheet, ...]) -> bool:
    """Whether the wall bears an insulating render, by its own entry or by a sheet that fits it."""
    if wall.number("enduit_isolant_paroi_ancienne"):
        return True
    if not wall.number("paroi_ancienne"):
        return False
    said = _plain(wall.text("description"))
    return any(all(value in said for value in sheet) for sheet in sheets)
