"""What the function of a building in CityGML and CityJSON means to us."""

from __future__ import annotations

from typing import Any

from zeneville.geodata import fields

#: first code, last code, our use: code list "_AbstractBuilding_function" of SIG 3D (CityGML 2.0)
CODES = (
    (1000, 1060, "residential"),
    (1070, 1070, "annex"),  # of agriculture and forestry
    (1080, 1110, "residential"),
    (1120, 1140, "office"),
    (1150, 1300, "shop"),  # trade, hotels, restaurants, leisure
    (1310, 1420, "workshop"),
    (1430, 1600, "annex"),  # mills, weather stations, plant of traffic
    (1610, 1650, "annex"),  # car parks and garages
    (1660, 1860, "annex"),  # supply and disposal
    (1870, 1950, "annex"),  # barns, stables, greenhouses
    (1960, 2060, "office"),  # public administration
    (2070, 2110, "school"),
    (2120, 2200, "shop"),  # culture, open to the public
    (2210, 2290, "religious"),
    (2300, 2330, "health"),
    (2340, 2370, "health"),  # social purposes
    (2380, 2380, "school"),
    (2390, 2390, "residential"),
    (2400, 2440, "office"),  # police, fire brigade, barracks
    (2450, 2470, "annex"),
    (2480, 2530, "shop"),  # stations and terminals
    (2540, 2590, "sports"),
    (2600, 2600, "health"),
    (2610, 2640, "annex"),
    (2650, 2650, "office"),
)
#: words of that list, and of others, that files write instead of its codes
WORDS = {
    "residential building": "residential",
    "office building": "office",
    "business building": "shop",
    "industrial building": "workshop",
}


def use(function: Any) -> str:
    """Our use of a building of this function; ``unknown`` where the file says nothing known.

    A list counts by its first entry.
    """
    if isinstance(function, (list, tuple)):
        function = function[0] if function else None
    text = "" if function is None else str(function).strip().lower()
    if text in fields.USES:
        return text
    if text.isdecimal():
        code = int(text)
        return next((ours for first, last, ours in CODES if first <= code <= last), "unknown")
    return WORDS.get(text) or fields.USE_OF_BD_TOPO.get(text, "unknown")
