"""Brands: name, logo and colour of a page, each as the file says."""

import re
from base64 import b64decode, b64encode
from pathlib import Path

import pytest
from browser import opened
from examples import FOLDER, NAMES, example
from typer.testing import CliRunner

from crmtimeline.cli.run import app
from crmtimeline.files.brands import load_brand
from crmtimeline.model.brand import BrandShown, Logo
from crmtimeline.model.brand_file import MOST_LOGO_BYTES
from crmtimeline.model.colour import READABLE, Colour
from crmtimeline.model.handover import Handover
from crmtimeline.render import rendered
from crmtimeline.render.palette import palette

EXAMPLE = str(FOLDER / "three-fields.yaml")
PNG = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
JPEG = b"\xff\xd8\xff\xe0" + bytes(20)
SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>\n'
BARE_SVG = b'\xef\xbb\xbf\n<svg viewBox="0 0 1 1"/>'


def branded(folder: Path, text: str, logo: bytes = PNG) -> Path:
    """Write a brand with a logo beside it."""
    (folder / "logo").write_bytes(logo)
    (folder / "brand.yaml").write_text(text, encoding="utf-8")
    return folder / "brand.yaml"


def page_of(brand: Path) -> str:
    """Return the page of an example with a brand."""
    words = ["estimate", EXAMPLE, "-f", "html", "--brand", str(brand)]
    result = CliRunner().invoke(app, words)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def test_a_page_shows_the_name_the_logo_and_the_colour(tmp_path: Path) -> None:
    brand = branded(tmp_path, "name: Clear <Water>\nlogo: logo\naccent: '#0f6b5c'\n")
    page = tmp_path / "page.html"
    page.write_text(page_of(brand), "utf-8")
    with opened(page) as seen:
        assert seen.run("document.querySelector('.brand').textContent") == "Clear <Water>"
        assert seen.run("document.images[0].naturalWidth") == 1
        colour = "getComputedStyle(document.querySelector('nav a')).color"
        assert seen.run(colour) == "rgb(15, 107, 92)"
        assert (seen.requests, seen.errors) == ([], [])


def test_a_brand_may_be_empty(tmp_path: Path) -> None:
    assert (
        page_of(branded(tmp_path, "{}\n"))
        == CliRunner().invoke(app, ["estimate", EXAMPLE, "-f", "html"]).stdout
    )


@pytest.mark.parametrize(
    ("logo", "media"),
    [(PNG, "png"), (JPEG, "jpeg"), (SVG, "svg+xml"), (BARE_SVG, "svg+xml")],
    ids=["png", "jpeg", "svg", "svg-with-a-mark"],
)
def test_a_logo_is_known_by_its_content(tmp_path: Path, logo: bytes, media: str) -> None:
    text = page_of(branded(tmp_path, "logo: logo\n", logo))
    (source,) = re.findall(r'src="([^"]*)"', text)
    assert source == f"data:image/{media};base64,{b64encode(logo).decode()}"


def test_a_logo_that_runs_something_runs_nothing(tmp_path: Path) -> None:
    evil = SVG.replace(b"<rect/>", b"<script>alert(1)</script><image href='http://evil.example/'/>")
    page = tmp_path / "page.html"
    page.write_text(page_of(branded(tmp_path, "logo: logo\n", evil)), "utf-8")
    with opened(page) as seen:
        assert [each for each in seen.requests if not each.startswith("data:")] == []
        assert seen.errors == []


@pytest.mark.parametrize("format_name", ["terminal", "json", "svg"])
def test_only_a_page_has_a_brand(tmp_path: Path, format_name: str) -> None:
    words = ["estimate", EXAMPLE, "-f", format_name, "--brand", str(branded(tmp_path, "{}"))]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 2
    assert "--brand" in result.stderr


def test_issues_of_profile_and_brand_are_told_together(tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_text("customization: deeep\n")
    brand = branded(tmp_path, "accent: '#ffcc00'\nlogo: nowhere.png\n")
    words = ["estimate", str(tmp_path / "profile.yaml"), "-f", "html", "--brand", str(brand)]
    result = CliRunner().invoke(app, words)
    assert (result.exit_code, result.stdout) == (3, "")
    assert [code for code in ("P104", "F112", "F101") if code not in result.stderr] == []


@pytest.mark.parametrize("accent", ["#8a6e00", "#1d5f8a", "#000000", "#b3541e"])
def test_an_accent_is_kept_on_light_paper_and_readable_on_dark(tmp_path: Path, accent: str) -> None:
    colour = load_brand(str(branded(tmp_path, f"accent: '{accent}'\n"))).accent
    light, dark = palette(colour), palette(colour, dark=True)
    assert light["critical"] == accent
    for theme in (light, dark):
        for ink in ("critical", "ink", "muted"):
            for paper in ("paper", "soft"):
                assert Colour.of(theme[ink]).contrast(Colour.of(theme[paper])) >= READABLE - 0.01


def test_a_page_with_the_largest_logo_stays_small() -> None:
    logo = Logo("image/png", bytes(MOST_LOGO_BYTES))
    for name in NAMES:
        plain = example(name, "zh-TW")
        whole = Handover(
            plain.estimate,
            plain.checklist,
            plain.rows,
            plain.publications,
            BrandShown("Clear Water", logo),
        )
        assert len(str(rendered("html", whole)).encode()) <= 150_000


def test_contrast_is_that_of_the_standard() -> None:
    white, black, grey = Colour(255, 255, 255), Colour(0, 0, 0), Colour.of("#767676")
    assert white.contrast(black) == pytest.approx(21)
    assert grey.contrast(white) == pytest.approx(4.54, abs=0.005)
    assert str(Colour.of("#8A6e00")) == "#8a6e00"
