"""Scale: positions of a chart in pixels, the labels of its axis, and how wide text is drawn."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple
from unicodedata import east_asian_width

from crmtimeline.model.strict import Language
from crmtimeline.render.axis import TICKS, month_starts, months_between
from crmtimeline.render.custom import month
from crmtimeline.render.layout import pieces, visible

GAP, APART = 8, 20
"""Pixels between two labels, and between two numbers of weeks."""

_NARROW = frozenset("fijlrtI.,:;'|!()[]- ")


class Tick(NamedTuple):
    """A label of an axis, and where it begins."""

    x: float
    label: str


class Scale(NamedTuple):
    """Where the positions `first` to `last` lie between two pixels."""

    left: float
    right: float
    first: float
    last: float

    def x(self, position: float) -> float:
        """Return the pixel of a position; of what lies beyond the scale, its end."""
        share = (position - self.first) * self.pixels
        return min(max(self.left + share, self.left), self.right)

    def holds(self, position: float) -> bool:
        """Whether a position lies on the scale."""
        return self.first <= position <= self.last

    @property
    def pixels(self) -> float:
        """Pixels of one week or day."""
        return (self.right - self.left) / (self.last - self.first)


def text_width(text: str, size: float) -> float:
    """Return the pixels that a text takes at most in the fonts that people have."""
    return size * sum(map(_em, text))


def _em(each: str) -> float:
    if east_asian_width(each) in "WFA":
        return 1.0
    if each in _NARROW:
        return 0.42
    return 0.78 if each.isupper() or each in "mw%" else 0.64


def shortened(text: str, room: float, size: float) -> str:
    """Return a text that takes no more than `room`, its end replaced by a sign where it would."""
    if text_width(text, size) <= room:
        return text
    used = text_width("…", size)
    for at, each in enumerate(text):
        used += text_width(each, size)
        if used > room:
            return f"{text[:at].rstrip()}…"
    return text


def folded(text: str, room: float, size: float, most: int = 2) -> list[str]:
    """Return a text in so many lines at most, the last one shortened where it is longer."""
    lines = [""]
    parts = pieces(visible(text))
    for part in parts:
        if text_width(lines[-1] + part.rstrip(), size) <= room or not lines[-1]:
            lines[-1] += part
        elif len(lines) < most:
            lines.append(part.lstrip())
        else:
            lines[-1] += "".join([part, *parts])
    return [shortened(line.strip(), room, size) for line in lines]


def week_ticks(scale: Scale, size: float) -> list[Tick]:
    """Return the numbers of weeks, as fine as they fit in this size."""
    longest = text_width(f"{scale.last:.0f}", size) + APART
    step = next((each for each in TICKS if each * scale.pixels >= longest), TICKS[-1])
    first = -(-scale.first // step) * step
    ticks = [
        Tick(scale.x(first + at * step), f"{first + at * step:.0f}")
        for at in range(int((scale.last - first) // step) + 1)
    ]
    return list(fitting(ticks, scale.right, size))


def numbered(starts: Sequence[float], scale: Scale, size: float) -> list[Tick]:
    """Return the numbers of weeks that start at these pixels, as fine as they fit."""
    for step in TICKS:
        labels = [Tick(starts[at], str(at)) for at in range(0, len(starts), step)]
        shown = list(fitting(labels, scale.right, size, APART))
        if len(shown) >= len(labels) - 1:
            return shown
    return []


def month_ticks(scale: Scale, start: date, language: Language, size: float) -> list[Tick]:
    """Return the months of a scale of days from `start`: the first, and each January, with year."""
    first = start + timedelta(int(scale.first))
    widest = text_width(month(date(first.year, 12, 1), language, with_year=False), size) + GAP
    step = months_between(widest / scale.pixels)
    starts = month_starts(first, start + timedelta(int(scale.last)), step)
    labels = [Tick(scale.left, month(first, language, with_year=True))]
    labels += [
        Tick(
            scale.x((each - start).days),
            month(each, language, with_year=each.month == 1),
        )
        for each in starts
    ]
    return list(fitting(labels, scale.right, size))


def fitting(ticks: Iterable[Tick], right: float, size: float, gap: float = GAP) -> Iterator[Tick]:
    """Yield the labels that leave a gap after the one before, and end before `right`."""
    free = float("-inf")
    for tick in ticks:
        end = tick.x + text_width(tick.label, size)
        if tick.x >= free and end <= right:
            yield tick
            free = end + gap
