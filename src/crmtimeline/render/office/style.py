"""Style: the fonts and colours of office documents."""

from collections.abc import Mapping

from crmtimeline.model.strict import Language
from crmtimeline.render.palette import palette

FONTS: Mapping[Language, str] = {
    "en": "Calibri",
    "zh-CN": "Microsoft YaHei",
    "zh-TW": "Microsoft JhengHei",
}
"""Fonts of office programs that have the characters of a language."""

SIZES: Mapping[Language, float] = {"en": 11, "zh-CN": 10, "zh-TW": 10}
"""Points of the letters of a workbook: Chinese ones look larger."""

PAPER = palette()
ACCENT = "critical"
"""The colour of the palette that heads and titles have."""
