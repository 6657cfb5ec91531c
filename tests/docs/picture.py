"""Draws the picture of the README: the top of an example's page, as Chromium shows it.

Run after the page has changed, and look at what came out:

    python tests/docs/picture.py
"""

import subprocess
import sys
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from pages import ROOT

PICTURE = ROOT / "examples" / "quote.png"
EXAMPLE = ROOT / "examples" / "retail-before-double-eleven.yaml"
SETTINGS = ("--lang", "en", "--set", "name=Yunqi Fashion", "--today", "2026-11-22")
SIZE = "1060,1030"
"""Pixels: down to the end of the Gantt chart."""


def main() -> None:
    """Write the picture."""
    browser = which("chromium") or which("google-chrome")
    if browser is None:
        raise SystemExit("needs chromium")
    with TemporaryDirectory() as folder:
        page = Path(folder) / "quote.html"
        command = [sys.executable, "-m", "crmtimeline", "estimate", str(EXAMPLE), *SETTINGS]
        subprocess.run([*command, "-o", str(page)], check=True)
        options = ["--headless", "--no-sandbox", "--hide-scrollbars", f"--window-size={SIZE}"]
        options += ["--force-device-scale-factor=1.25", f"--screenshot={PICTURE}"]
        subprocess.run([browser, *options, page.as_uri()], check=True, capture_output=True)


if __name__ == "__main__":
    main()
