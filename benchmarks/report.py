"""The report of a stored plan in a browser without a network: size, time, keyboard, faults, paper.

    python -m benchmarks.report RESULT [--axe FILE] [--keep DIR]

RESULT is a folder of ``zeneville plan``; its report is written again from the stored plan. The
browser part needs the package playwright and Chromium at /usr/bin/chromium (or CHROMIUM); axe-core
is read from ``--axe`` or the variable AXE_CORE. What is missing is named and skipped. ``--keep``
saves pictures of both widths and the PDF.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import time
from pathlib import Path
from typing import Any

from zeneville import pipeline

WIDTHS = {"desk": (1280, 900), "phone": (390, 844)}
#: what a browser that cannot draw in three dimensions is started with
PLAIN = ("--no-sandbox", "--disable-gpu", "--disable-3d-apis", "--disable-webgl")


def main() -> None:
    """Print the table and one line of figures."""
    asked = _arguments()
    begun = time.perf_counter()
    report = pipeline.report(asked.result, "fr")
    told: dict[str, Any] = {
        "kb": round(report.stat().st_size / 1000),
        "written_s": round(time.perf_counter() - begun, 2),
    }
    missing = _missing()
    if missing:
        print(f"browser part skipped: {', '.join(missing)} is missing")
    else:
        told |= _browser(report, asked.axe, asked.keep)
    for name, value in told.items():
        print(f"{name:<22} {value}")
    print(" ".join(f"{name}={value}" for name, value in told.items()))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("result", type=Path)
    parser.add_argument("--axe", type=Path, default=os.environ.get("AXE_CORE"))
    parser.add_argument("--keep", type=Path)
    return parser.parse_args()


def _chromium() -> str | None:
    return os.environ.get("CHROMIUM") or shutil.which("chromium")


def _missing() -> list[str]:
    out = [] if _chromium() else ["Chromium"]
    return out if importlib.util.find_spec("playwright") else [*out, "the package playwright"]


def _browser(report: Path, axe: Path | None, keep: Path | None) -> dict[str, Any]:
    from playwright.sync_api import sync_playwright

    told: dict[str, Any] = {"requests": 0, "console_errors": 0}
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=_chromium(), args=list(PLAIN))
        for name, (width, height) in WIDTHS.items():
            context = browser.new_context(
                viewport={"width": width, "height": height}, offline=True, locale="fr-FR"
            )
            page = _opened(context, report, told)
            told[f"ready_ms_{name}"] = int(page.locator("html").get_attribute("data-ready"))
            told[f"overflow_px_{name}"] = (
                page.evaluate("document.documentElement.scrollWidth") - width
            )
            if name == "desk":
                told["webgl"] = page.evaluate(
                    "!!document.createElement('canvas').getContext('webgl')"
                )
                told |= _reached(page) | _solid(page, keep)
            if keep:
                keep.mkdir(parents=True, exist_ok=True)
                page.screenshot(path=keep / f"{name}.png", full_page=True)
            if name == "desk":
                told["pages"] = _paper(page, keep)
            context.close()
        told["ready_ms"] = max(told[f"ready_ms_{name}"] for name in WIDTHS)
        told |= _axe(browser, report, axe)
        browser.close()
    return told


def _opened(context: Any, report: Path, told: dict[str, Any]) -> Any:
    """The page, once its script says that it is ready; errors and requests are counted."""
    page = context.new_page()

    def complained(message: Any) -> None:
        told["console_errors"] += message.type in ("error", "warning")

    def asked(request: Any) -> None:
        told["requests"] += not request.url.startswith(("file:", "data:", "blob:"))

    def failed(_: Any) -> None:
        told["console_errors"] += 1

    page.on("console", complained)
    page.on("pageerror", failed)
    page.on("request", asked)
    page.goto(report.resolve().as_uri())
    page.wait_for_selector("html[data-ready]", state="attached")
    return page


def _reached(page: Any) -> dict[str, int]:
    """Buildings whose card the keyboard opens: Tab to the map, then N as often as needed."""
    page.evaluate("document.querySelector('input[name=mode]:checked').focus()")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('b')"):
            break
    count = page.locator("#map .b").count()
    opened: set[str] = set()
    for _ in range(count):
        page.keyboard.press("n")
        focused, card = page.evaluate(
            "[document.activeElement.getAttribute('aria-label').split(',')[0],"
            " document.querySelector('#card h3').textContent]"
        )
        if focused == card:
            opened.add(card)
    return {"buildings": count, "buildings_reached": len(opened)}


def _solid(page: Any, keep: Path | None) -> dict[str, int]:
    """Buildings whose card the keyboard opens in the view in volume; ms of one drawing of it."""
    page.evaluate("document.getElementById('solid').focus()")
    page.keyboard.press("Enter")
    opened: set[str] = set()
    for _ in range(page.locator("#map .b").count()):
        page.keyboard.press("n")
        opened.add(page.evaluate("document.querySelector('#card h3').textContent"))
    frame = page.evaluate(
        "new Promise(done => { const begun = performance.now();"
        " document.getElementById('solids').dispatchEvent(new KeyboardEvent('keydown',"
        " {key: 'ArrowLeft'})); requestAnimationFrame(() => done(performance.now() - begun)); })"
    )
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        page.locator(".stage").screenshot(path=keep / "solid.png")
    page.keyboard.press("Escape")
    return {"solid_reached": len(opened), "solid_ms": round(frame)}


def _paper(page: Any, keep: Path | None) -> int:
    """Pages of the PDF."""
    paper: bytes = page.pdf(prefer_css_page_size=True, print_background=True)
    if keep:
        (keep / "report.pdf").write_bytes(paper)
    return paper.count(b"/Type /Page") - paper.count(b"/Type /Pages")


def _axe(browser: Any, report: Path, axe: Path | None) -> dict[str, int]:
    """Faults by axe-core at both widths with a card open; it is put in past the content policy."""
    if not axe:
        print("axe-core skipped: name its file with --axe or AXE_CORE")
        return {}
    faults = {"minor": 0, "moderate": 0, "serious": 0, "critical": 0}
    for width, height in WIDTHS.values():
        context = browser.new_context(
            viewport={"width": width, "height": height}, offline=True, bypass_csp=True
        )
        page = _opened(context, report, {"requests": 0, "console_errors": 0})
        page.evaluate(Path(axe).read_text(encoding="utf-8"))
        page.locator("#map .b").first.press("Enter")
        for fault in page.evaluate("axe.run()")["violations"]:
            faults[fault["impact"]] += 1
            print(f"axe {width} px: {fault['impact']}: {fault['id']}, {fault['help']}")
        context.close()
    return {f"axe_{impact}": count for impact, count in faults.items()}


if __name__ == "__main__":
    main()
