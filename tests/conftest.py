from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real files outside the project; the only reason a test may skip is their absence."""
    folder = Path(__file__).resolve().parents[1].parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"real files are not here: {folder}")
    return folder


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The example worked by hand runs first: who reads the tests starts where the docs do."""
    items.sort(key=lambda item: item.path.name != "test_worked_example.py")
