"""The page of benchmarks and what they last said; ``python -m docs.validation NAME`` runs one anew.

``validation.toml`` keeps for each run the command, the day, the machine and the last line.
"""

from __future__ import annotations

import argparse
import ast
import datetime
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STORE = Path(__file__).with_suffix(".toml")
KEYS = ("topic", "command", "what", "against", "date", "machine", "line")

HEAD = """# Validation

Made by `python -m docs` from `docs/validation.toml`. Each part is a benchmark of `benchmarks/`:
what it holds against what, and the last line it printed, with day and machine. Run one and keep
what it says: `python -m docs.validation NAME`. Benchmarks of real files need the folder
`../shared/data`. Seconds are those of that machine on that day. What is not good enough yet is
told in [needs](needs.md), [solar](solar.md) and [decision](decision.md).
"""


def entries() -> dict[str, dict[str, str]]:
    """Stored runs by name."""
    return tomllib.loads(STORE.read_text(encoding="utf-8"))


def figures(line: str) -> dict[str, str]:
    """The ``key=value`` pairs of a last line."""
    return dict(pair.split("=", 1) for pair in line.split())


def page() -> str:
    """The page as Markdown."""
    runs = entries()
    lines = [HEAD]
    for topic in dict.fromkeys(run["topic"] for run in runs.values()):
        lines += [f"## {topic}", ""]
        for name, run in runs.items():
            if run["topic"] == topic:
                lines += _run(name, run)
    lines += ["## Others", "", "Run as `python -m benchmarks.NAME`; no line of theirs is kept.", ""]
    lines += [f"- `{name}`: {about}" for name, about in others(runs).items()]
    return "\n".join(lines).rstrip() + "\n"


def benchmarks() -> dict[str, Path]:
    """Modules of ``benchmarks`` that can be run, by name."""
    folder = ROOT / "benchmarks"
    alone = {file.stem: file for file in sorted(folder.glob("*.py"))}
    packages = {file.parent.name: file for file in sorted(folder.glob("*/__main__.py"))}
    marked = {name: file for name, file in alone.items() if "__main__" in file.read_text("utf-8")}
    return marked | packages


def others(runs: dict[str, dict[str, str]]) -> dict[str, str]:
    """First sentence of every benchmark that the store does not name."""
    named = {run["command"].split()[0].removeprefix("benchmarks.") for run in runs.values()}
    return {
        name: (ast.get_docstring(ast.parse(file.read_text("utf-8"))) or "")
        .splitlines()[0]
        .replace("``", "`")
        for name, file in benchmarks().items()
        if name not in named
    }


def _run(name: str, run: dict[str, str]) -> list[str]:
    against = f" Against: {run['against']}." if run["against"] else ""
    told = [f"### {name}", "", f"{run['what']}.{against}", "", f"`python -m {run['command']}`"]
    rows = [f"| `{key}` | {value} |" for key, value in figures(run["line"]).items()]
    return [
        *(*told[:-1], f"{told[-1]}, {run['date']}, {run['machine']}:", ""),
        *("| figure | value |", "| --- | --- |", *rows, ""),
    ]


def renew(name: str) -> str:
    """Run a benchmark of the store and keep its last line."""
    runs = entries()
    command = [sys.executable, "-m", *runs[name]["command"].split()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    line = done.stdout.strip().splitlines()[-1]
    figures(line)
    day = datetime.date.today().isoformat()
    runs[name] |= {"line": line, "date": day, "machine": machine()}
    write(runs)
    return line


def machine() -> str:
    """Class of this machine: threads and memory."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} threads, {memory:.0f} GB"


def write(runs: dict[str, dict[str, str]]) -> None:
    """Keep the runs; a string of JSON is one of TOML."""
    text = ["# What benchmarks last said; `python -m docs.validation NAME` renews a run.\n"]
    for name, run in runs.items():
        text.append(f"[{json.dumps(name) if ' ' in name else name}]")
        text += [f"{key} = {json.dumps(run[key], ensure_ascii=False)}" for key in KEYS] + [""]
    STORE.write_text("\n".join(text).rstrip() + "\n", encoding="utf-8")


def main() -> None:
    """Run the benchmarks that are named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="+", choices=sorted(entries()))
    for name in parser.parse_args().names:
        print(f"{name}: {renew(name)}", flush=True)


if __name__ == "__main__":
    main()
