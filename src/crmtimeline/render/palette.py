"""Palette: the colours of pages and charts, for light and for dark screens.

All text reaches the contrast that WCAG 2 asks for at level AA, also in the colours of a brand.
"""

from collections.abc import Mapping
from typing import NamedTuple

from crmtimeline.model.colour import PAPER, READABLE, Colour

ACCENT = Colour.of("#1d5f8a")


class _Ground(NamedTuple):
    """What a theme is built on."""

    paper: str
    ink: str
    muted: str
    line: str
    slack: str
    """Bars of phases that can wait."""
    off: str
    freeze: str
    done: str
    soft: str
    """What sets a box off from the paper."""


_LIGHT = _Ground(
    paper="#ffffff",
    ink="#1b2430",
    muted="#566270",
    line="#d5dbe1",
    slack="#7a8794",
    off="#eceff2",
    freeze="#f3e3b5",
    done="#4f7d63",
    soft=str(PAPER),
)
_DARK = _Ground(
    paper="#14191f",
    ink="#e6eaee",
    muted="#a5b0bb",
    line="#36404a",
    slack="#8e9ba8",
    off="#222a32",
    freeze="#4d431f",
    done="#7fae93",
    soft="#1b2128",
)


def palette(accent: Colour | None = None, *, dark: bool = False) -> Mapping[str, str]:
    """Return the colours by name; an accent is changed where it would be hard to read."""
    ground = _DARK if dark else _LIGHT
    paper = Colour.of(ground.paper)
    bars = {
        "critical": (accent or ACCENT).readable_on(Colour.of(ground.soft), READABLE),
        "bar": Colour.of(ground.slack),
        "whole": Colour.of(ground.ink),
    }
    shades = {
        f"{name}{suffix}": str(colour.towards(paper, share))
        for name, colour in bars.items()
        for suffix, share in (("", 0.0), ("-80", 0.45), ("-90", 0.75))
    }
    return {**ground._asdict(), **shades}
