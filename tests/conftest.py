import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def _benchmarks() -> None:
    """Benchmarks can be imported although the checkout is not on the path: what is tested is the
    package that is installed."""
    folder = ROOT / "benchmarks"
    spec = importlib.util.spec_from_file_location(
        "benchmarks", folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["benchmarks"] = module
    spec.loader.exec_module(module)


_benchmarks()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real files outside the project; the only reason a test may skip is their absence."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"real files are not here: {folder}")
    return folder


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The example worked by hand runs first: who reads the tests starts where the docs do."""
    items.sort(key=lambda item: item.path.name != "test_worked_example.py")
