"""Where an official certificate contradicts its own inputs, said from the file itself."""

from __future__ import annotations

from collections.abc import Callable

from zeneville.demand.dpe import hot_water_systems
from zeneville.demand.dpe.certificate import Certificate, Item
from zeneville.demand.dpe.dwelling import FLATS_FROM_BLOCK
from zeneville.demand.dpe.engine import Assessment
from zeneville.demand.dpe.envelope import Envelope, envelope
from zeneville.demand.dpe.heating_installation import installation
from zeneville.demand.dpe.installations import (
    HEATED_AREA,
    HOT_WATER_AREA,
    INDIVIDUAL,
    flat_share,
    parts,
)
from zeneville.demand.dpe.internal_gains import gains_wh

NEAR = 0.05
WORTH_SAYING = 0.02
ROUNDED = 1.0  # kWh/m2, printed whole
TABLES_ONLY = 1  # entry method of generators whose figures are the decree's


def summer_gains(read: Certificate, home: Envelope) -> str | None:
    """Internal gains in summer that belong to other hours than those of cooling."""
    balance = home.balance
    ours = gains_wh(balance.area_m2, balance.adults, balance.climate.hours_28).sum()
    official = read.result("apport_et_besoin/apport_interne_fr")
    if not official or not ours or official < 2.0 * ours or home.dwelling.cooled is False:
        return None
    return (
        f"official internal gains while cooling are {official / ours:.0f} times those of its hours"
    )


def share_of_block(read: Certificate, home: Envelope) -> str | None:
    """A flat's heating that is another part of its block's than its key or area."""
    general = read.dwelling.part("caracteristique_generale")
    items = read.dwelling.items("installation_chauffage_collection")
    final = read.result("ef_conso/conso_ch")
    shared = all((i.code("type_installation") or INDIVIDUAL) != INDIVIDUAL for i in items)
    whole = sum(item.official("conso_ch") or 0.0 for item in items)
    from_block = general.code("methode_application_dpe_log") in FLATS_FROM_BLOCK
    if not (from_block and shared and final and whole):
        return None
    share = flat_share(read, items, "cle_repartition_ch", home)
    if abs(final / whole / share - 1.0) <= WORTH_SAYING:
        return None
    return f"official heating is {final / whole:.2%} of the block's, the flat {share:.2%} of it"


def _official_efficiency(item: Item, burns: bool) -> float | None:
    names = ("rpn",) if burns else ("scop", "cop", "rendement_generation")
    found = [value for name in names if (value := item.official(name))]
    if not found:
        return None
    return found[0] / 100.0 if burns and found[0] > 2.0 else found[0]


def generators(read: Certificate, home: Envelope) -> str | None:
    """Efficiencies that are not those of the decree's tables though the entry says so."""
    told = []
    items = read.dwelling.items("installation_chauffage_collection")
    for item, part in zip(items, parts(read, items, HEATED_AREA, home), strict=True):
        machines = installation(read, item, part, home).generators
        entries = item.items("generateur_chauffage_collection")
        for entry, machine in zip(entries, machines, strict=True):
            burner = machine.burner
            ours = machine.efficiency if burner is None else float(burner.full_load)
            official = _official_efficiency(entry, burner is not None)
            if (entry.code("methode_saisie_carac_sys") or 1) != TABLES_ONLY or not official:
                continue
            if abs(official / ours - 1.0) > NEAR:
                kind = entry.code("type_generateur_ch")
                told.append(
                    f"generator {kind} has {official:.2f} officially, {ours:.2f} by its type"
                )
    return "; ".join(told) or None


def water_heaters(read: Certificate, home: Envelope) -> str | None:
    """The same of heat pumps and networks that make hot water."""
    told = []
    items = read.dwelling.items("installation_ecs_collection")
    for item, part in zip(items, parts(read, items, HOT_WATER_AREA, home), strict=True):
        machines = hot_water_systems.installation(read, item, part, 1.0, [], home)
        entries = item.items("generateur_ecs_collection")
        for entry, machine in zip(entries, machines, strict=True):
            names = ("scop", "cop", "rendement_generation_stockage")
            official = next((v for name in names if (v := entry.official(name))), None)
            if (entry.code("methode_saisie_carac_sys") or 1) != TABLES_ONLY or not official:
                continue
            if machine.burner is None and abs(official / machine.efficiency - 1.0) > NEAR:
                told.append(
                    f"water heater {machine.type_id} has {official:.2f} officially, "
                    f"{machine.efficiency:.2f} by its type"
                )
    return "; ".join(told) or None


def co2_of_parts(read: Certificate, _: Envelope) -> str | None:
    """CO2 that is not the sum of that of the uses."""
    total = read.result("emission_ges/emission_ges_5_usages")
    names = ("ch", "ecs", "fr", "eclairage", "totale_auxiliaire")
    uses = [read.result(f"emission_ges/emission_ges_{name}") or 0.0 for name in names]
    if not total or abs(total / (sum(uses) or total) - 1.0) <= NEAR:
        return None
    return f"official CO2 is {total:.0f} kg, that of its uses {sum(uses):.0f} kg"


def printed_per_m2(read: Certificate, home: Envelope) -> str | None:
    """Primary energy a m2 that is not the total over any of the areas."""
    total = read.result("ep_conso/ep_conso_5_usages")
    printed = read.result("ep_conso/ep_conso_5_usages_m2")
    general = read.dwelling.part("caracteristique_generale")
    names = ("surface_habitable_logement", "surface_habitable_immeuble")
    areas = [home.dwelling.area_m2, *(general.number(name) or 0.0 for name in names)]
    if not total or not printed:
        return None
    if any(area and abs(total / area - printed) <= ROUNDED for area in areas):
        return None
    return f"official primary energy is {printed:.0f} kWh/m2, its total {total / areas[0]:.0f}"


CHECKS: tuple[Callable[[Certificate, Envelope], str | None], ...] = (
    summer_gains,
    share_of_block,
    generators,
    water_heaters,
    co2_of_parts,
    printed_per_m2,
)


def contradictions(read: Certificate, found: Assessment) -> list[str]:
    """What the certificate says against itself."""
    home = envelope(read, found.on)
    return [note for check in CHECKS if (note := check(read, home))]
