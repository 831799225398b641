"""Open data over the network: what is asked of each service and what it answers.

Nothing else needs the network; readers take the files that are written here like any others.
"""

from zeneville.fetch import addresses, bdnb, bdtopo, pvgis
from zeneville.fetch.web import Get, get

__all__ = ["Get", "addresses", "bdnb", "bdtopo", "get", "pvgis"]
