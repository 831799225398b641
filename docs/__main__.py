"""Write every page that is made from code and tables: ``python -m docs``."""

from pathlib import Path

from docs import data_dictionary, method, validation

PAGES = {
    "data_dictionary.md": data_dictionary.page,
    "method.md": method.page,
    "validation.md": validation.page,
}

if __name__ == "__main__":
    for name, page in PAGES.items():
        Path(__file__).with_name(name).write_text(page(), encoding="utf-8")
        print(f"-> docs/{name}")
