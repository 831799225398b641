"""A planned street for all tests of pages."""

import pytest
from planned_street import plan

from zeneville import pipeline
from zeneville.results.plan import Plan


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> Plan:
    return plan(tmp_path_factory.mktemp("street"))


@pytest.fixture(scope="session")
def stored(made, tmp_path_factory):
    """Folder of the planned street."""
    return pipeline.store(made, tmp_path_factory.mktemp("stored") / "street", "fr")
