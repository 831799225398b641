"""Shells complete commands and shipped districts."""

import shutil
import subprocess
import sys

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from zeneville.cli.completion import PROGRAM, VARIABLE
from zeneville.cli.main import COMMANDS, group


def completed(arguments, incomplete):
    shell = ShellComplete(group, {}, PROGRAM, VARIABLE)
    return [item.value for item in shell.get_completions(arguments, incomplete)]


def test_commands_complete():
    assert completed([], "c") == [name for name in COMMANDS if name.startswith("c")]


@pytest.mark.parametrize("command", ["plan", "solar", "demand"])
def test_shipped_districts_complete(command):
    assert "escalette" in completed([command], "esc")


def test_options_complete():
    assert "--hours" in completed(["plan", "escalette"], "--h")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_asks_the_program(shell):
    done = CliRunner().invoke(group, ["completion", shell])
    assert done.exit_code == 0
    assert f"{VARIABLE}={shell}_complete" in done.output and PROGRAM in done.output


def test_the_script_completes_in_bash(tmp_path):
    if shutil.which("bash") is None:
        pytest.skip("no bash on this machine")
    program = tmp_path / PROGRAM
    program.write_text(f"#!{sys.executable}\nfrom zeneville.cli.main import main\nmain()\n")
    program.chmod(0o755)
    script = CliRunner().invoke(group, ["completion", "bash"]).output
    ask = f"{script}\nCOMP_WORDS=({PROGRAM} ver)\nCOMP_CWORD=1\n_zeneville_completion {program}\n"
    done = subprocess.run(
        ["bash", "-c", ask + 'echo "${COMPREPLY[@]}"'],
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": ":".join(sys.path)},
    )
    assert done.stdout.strip() == "verify", done.stderr
