"""Colour: one of a screen as #rrggbb, and how well it stands out from another by WCAG 2."""

from typing import NamedTuple, Self


class Colour(NamedTuple):
    """Red, green and blue, 0-255.

    >>> Colour.of("#1d5f8a").contrast(Colour(255, 255, 255)) > 4.5
    True
    """

    red: int
    green: int
    blue: int

    @classmethod
    def of(cls, text: str) -> Self:
        """Return the colour of a text such as #1d5f8a."""
        return cls(*(int(text[at : at + 2], 16) for at in (1, 3, 5)))

    def __str__(self) -> str:
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def luminance(self) -> float:
        """Relative luminance, 0-1."""
        red, green, blue = (_linear(part / 255) for part in (self.red, self.green, self.blue))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def contrast(self, other: "Colour") -> float:
        """Return the contrast ratio of two colours, 1-21."""
        darker, lighter = sorted((self.luminance, other.luminance))
        return (lighter + 0.05) / (darker + 0.05)

    def towards(self, other: "Colour", share: float) -> "Colour":
        """Return the colour at a share (0-1) of the way to another."""
        return Colour(
            *(round(one + (two - one) * share) for one, two in zip(self, other, strict=True))
        )

    def readable_on(self, paper: "Colour", least: float) -> "Colour":
        """Return the colour, else the nearest shade that stands out from `paper` by `least`."""
        end = WHITE if paper.luminance < MIDDLE else BLACK
        shades = (self.towards(end, step / 50) for step in range(51))
        return next((each for each in shades if each.contrast(paper) >= least), end)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


WHITE, BLACK = Colour(255, 255, 255), Colour(0, 0, 0)
MIDDLE = 0.18
"""Luminance at which black and white stand out as well."""

PAPER = Colour.of("#f5f7f9")
"""What pages have behind text on light screens, where that is not white."""

READABLE = 4.5
"""Contrast that text needs at level AA of WCAG 2."""
