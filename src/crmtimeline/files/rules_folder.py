"""The folder of the shipped rules: inside the installed package, or at the top of a checkout."""

from functools import cache
from pathlib import Path


@cache
def rules_folder() -> Path:
    """Return the folder of the shipped packs.

    A checkout comes first: beside it an editable install may hold a stale copy.
    """
    package = Path(__file__).resolve().parents[1]
    checkout = package.parents[1]
    if (checkout / "pyproject.toml").is_file() and (checkout / "rules").is_dir():
        return checkout / "rules"
    return package / "_rules"
