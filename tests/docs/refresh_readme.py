"""Writes the pages again with what the program prints today. Run: python tests/docs/refresh_readme.py"""

from pages import README, README_ZH, RULES, Generators, accuracy, fresh
from rules_tables import exit_codes, field_tables

GENERATORS: Generators = {
    "accuracy": accuracy,
    "fields": field_tables,
    "exit-codes": exit_codes,
}
PAGES = (README, README_ZH, RULES)


def main() -> None:
    """Write each page that has changed."""
    for page in PAGES:
        text = fresh(page, GENERATORS)
        if text != page.read_text(encoding="utf-8"):
            page.write_text(text, encoding="utf-8")
            print(f"{page.name} in {page.parent.name}: written again")


if __name__ == "__main__":
    main()
