"""Stores, converters and zones of the heat network that a plan builds, with their size."""

from __future__ import annotations

from zeneville.report.subject import Subject

#: kind of part -> its size in plan.nc and the unit
SIZES = {"store": ("store_kwh", "kWh"), "converter": ("converter_kw", "kW")}
#: kWh or kW below which a part is not built
LEAST = 0.5


def built(subject: Subject) -> list[tuple[str, str]]:
    """Name and size of each part that is built, in the words of the reader."""
    data, words = subject.plan.data, subject.words
    out = [
        (words.of(str(name)), f"{words.n(size)}\u00a0{unit}")
        for kind, (key, unit) in SIZES.items()
        for name, size in zip(data[kind].values, data[key].values, strict=True)
        if size >= LEAST
    ]
    zones = int((data["zone_built"].values == 1.0).sum())
    if zones:
        out.append((words["heat_network"], words.count("zones", zones)))
    return out
