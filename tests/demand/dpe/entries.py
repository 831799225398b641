"""Items of a certificate as tests write them."""

from xml.etree import ElementTree

from zeneville.demand.dpe.certificate import Certificate, Item
from zeneville.demand.dpe.dwelling import Dwelling

FLAT = Dwelling(
    kind="flat",
    zone=1,
    altitude=1,
    period=4,
    area_m2=60.0,
    flats=1.0,
    levels=1.0,
    ceiling_m=2.5,
    electric=False,
    old_materials=False,
    cooled=False,
)


def element(tag: str, **entries: object) -> ElementTree.Element:
    """An object of a certificate with these inputs."""
    root = ElementTree.Element(tag)
    inputs = ElementTree.SubElement(root, "donnee_entree")
    for name, value in entries.items():
        ElementTree.SubElement(inputs, name).text = str(value)
    return root


def item(**entries: object) -> Item:
    return Item(element("objet", **entries))


def certificate(**collections: list[ElementTree.Element]) -> Certificate:
    """A certificate whose dwelling has these collections and nothing else."""
    root = ElementTree.Element("dpe")
    dwelling = ElementTree.SubElement(root, "logement")
    for name, children in collections.items():
        ElementTree.SubElement(dwelling, name).extend(children)
    return Certificate(root, "written by a test")
