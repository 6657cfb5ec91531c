"""Glyphs: what charts are drawn with, blocks or plain ASCII."""

from typing import NamedTuple


class Glyphs(NamedTuple):
    """One set of characters, each a single cell wide in the fonts it is meant for."""

    p50: str
    p80: str
    p90: str
    gate: str
    critical: str
    tick: str
    rule: str
    done: str
    day_off: str
    now: str


BLOCKS = Glyphs("█", "▒", "░", "◆", "●", "┬", "─", "▓", "┊", "│")
ASCII = Glyphs("#", "=", ".", "^", "*", "+", "-", "x", ":", "|")
