"""Building blocks of the reconstructed districts: streets, buildings, shares, layers of a stock.

A district's ``make_stock.py`` says what is published of the place and lays it out with these;
run it from the folder ``districts``: ``python -m cite9.make_stock``.
"""

from reconstruction.buildings import HEATED_SHARE, block, building, hall, house, length_m, shed
from reconstruction.layers import numbered, site, write
from reconstruction.shares import own, share
from reconstruction.streets import Quarter

__all__ = [
    "HEATED_SHARE",
    "Quarter",
    "block",
    "building",
    "hall",
    "house",
    "length_m",
    "numbered",
    "own",
    "share",
    "shed",
    "site",
    "write",
]
