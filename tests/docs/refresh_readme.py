"""Writes the pages and schemas again, as the program makes them today.

Run: python tests/docs/refresh_readme.py
"""

from pathlib import Path

from pages import README, README_ZH, RULES, SCHEMAS, Generators, accuracy, fresh, schema
from rules_tables import exit_codes, field_tables

GENERATORS: Generators = {
    "accuracy": accuracy,
    "fields": field_tables,
    "exit-codes": exit_codes,
}
PAGES = (README, README_ZH, RULES)


def main() -> None:
    """Write each page and schema that has changed."""
    for file, arguments in SCHEMAS.items():
        _write(file, schema(arguments))
    for page in PAGES:
        _write(page, fresh(page, GENERATORS))


def _write(file: Path, text: str) -> None:
    if not file.exists() or text != file.read_text(encoding="utf-8"):
        file.write_text(text, encoding="utf-8")
        print(f"written again: {file}")


if __name__ == "__main__":
    main()
