"""Write every page and file that is made from code and tables: ``python -m docs``."""

from pathlib import Path

from docs import data_dictionary, method, validation
from zeneville.case import json_schema

ROOT = Path(__file__).resolve().parents[1]
MADE = {
    "docs/data_dictionary.md": data_dictionary.page,
    "docs/method.md": method.page,
    "docs/validation.md": validation.page,
    f"districts/{json_schema.FILE}": json_schema.text,
}

if __name__ == "__main__":
    for name, made in MADE.items():
        (ROOT / name).write_text(made(), encoding="utf-8")
        print(f"-> {name}")
