"""Readers: the outside programs and libraries that read documents back, found or missing.

Where `CRMTIMELINE_READERS` is `all`, a test whose reader is missing fails instead of being skipped.
"""

import os
import shutil
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest


class Reader(NamedTuple):
    """What one reader may be called, and how to get it."""

    hint: str
    programs: tuple[str, ...] = ()
    module: str = ""
    variable: str = ""
    """An environment variable that holds the path of a script."""

    def found(self) -> str | None:
        """Return the path of the program or script, or the name of the module."""
        if self.programs:
            return next(filter(None, map(shutil.which, self.programs)), None)
        if self.variable:
            path = os.environ.get(self.variable, "")
            return path if Path(path).is_file() else None
        return self.module if find_spec(self.module) else None


_EXTRA = "pip install -e '.[readers]'"

READERS: Mapping[str, Reader] = {
    "chromium": Reader("install chromium", ("chromium", "chromium-browser", "google-chrome")),
    "libreoffice": Reader("install libreoffice", ("soffice", "libreoffice")),
    "pdftoppm": Reader("install poppler-utils", ("pdftoppm",)),
    "pdftotext": Reader("install poppler-utils", ("pdftotext",)),
    "java": Reader("install a Java runtime", ("java",)),
    "playwright": Reader(_EXTRA, module="playwright"),
    "mpxj": Reader(_EXTRA, module="mpxj"),
    "jpype": Reader(_EXTRA, module="jpype"),
    "axe": Reader("set CRMTIMELINE_AXE to axe.min.js of axe-core", variable="CRMTIMELINE_AXE"),
    "mermaid": Reader(
        "set CRMTIMELINE_MERMAID to mermaid.min.js of mermaid", variable="CRMTIMELINE_MERMAID"
    ),
}


def need(thing: str) -> str:
    """Return where a reader is; without it the test that asks is skipped, or fails in CI."""
    reader = READERS[thing]
    if (found := reader.found()) is not None:
        return found
    reason = f"needs {thing}: {reader.hint}"
    if os.environ.get("CRMTIMELINE_READERS") == "all":
        pytest.fail(reason)
    pytest.skip(reason)
