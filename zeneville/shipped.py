"""Where the shipped districts, weather years and solver profiles are.

In a checkout they are top-level folders; in an installed wheel they are inside the package.
"""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def folder(kind: str) -> Path:
    """Folder of a kind of shipped file: ``districts``, ``weather`` or ``solvers``."""
    inside = PACKAGE / "_shipped" / kind
    return inside if inside.is_dir() else PACKAGE.parent / kind


def district_folder(name: str) -> Path | None:
    """Folder of a shipped district, or ``None`` when there is none of that name."""
    candidate = folder("districts") / name
    return candidate if (candidate / "case.yaml").is_file() else None


def district_names() -> list[str]:
    """Names of the shipped districts, sorted."""
    return sorted(path.parent.name for path in folder("districts").glob("*/case.yaml"))


def district_title(name: str) -> str:
    """Title of the district's README, its name where there is none."""
    readme = folder("districts") / name / "README.md"
    lines = readme.read_text(encoding="utf-8").splitlines() if readme.is_file() else []
    return next((line[2:].strip() for line in lines if line.startswith("# ")), name)


def district_about(name: str) -> str:
    """First sentence of the district's README, after its title."""
    readme = folder("districts") / name / "README.md"
    if not readme.is_file():
        return ""
    lines = [line.strip() for line in readme.read_text(encoding="utf-8").splitlines()]
    text = " ".join(line for line in lines if line and not line.startswith("#"))
    return text.split(". ")[0].rstrip(".")
