"""Style, types and import contracts hold; skipped only where the tool is not installed."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "command",
    [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"], ["lint-imports"]],
    ids=" ".join,
)
def test_the_tool_finds_nothing(command):
    folder = Path(sys.executable).parent
    tool = shutil.which(command[0], path=str(folder)) or shutil.which(command[0])
    if tool is None:
        pytest.skip(f"{command[0]} is not installed: it is in the extra dev")
    done = subprocess.run([tool, *command[1:]], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
