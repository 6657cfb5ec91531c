"""Drawing: what Mermaid makes of a chart, in one page of a browser without a network."""

import atexit
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from browser import Opened, opened
from readers import need

if TYPE_CHECKING:
    from playwright.sync_api import Page

_DRAW = """async (text) => {
  const day = (time) => [time.getFullYear(), time.getMonth() + 1, time.getDate()];
  const place = document.getElementById("place");
  const {svg} = await mermaid.render("chart", text);
  place.innerHTML = svg;
  const all = (kind) => [...place.querySelectorAll(kind)];
  const texts = (kind) => all(kind).map((each) => each.textContent);
  const {db} = await mermaid.mermaidAPI.getDiagramFromText(text);
  return {
    title: texts(".titleText")[0],
    sections: texts(".sectionTitle"),
    labels: texts("text.taskText, text.taskTextOutsideRight, text.taskTextOutsideLeft"),
    boxes: all("rect.task").map((each) => [each.x.baseVal.value, each.width.baseVal.value]),
    tasks: db.getTasks().map((each) => ({
      label: each.task.trim(),
      begins: day(each.startTime),
      ends: day(each.endTime),
      critical: each.crit === true,
      done: each.done === true,
      light: each.active === true,
      mark: each.milestone === true,
    })),
    elements: [...new Set(all("*").map((each) => each.tagName.toLowerCase()))],
    attributes: [...new Set(all("*").flatMap((each) => each.getAttributeNames()))],
    level: mermaid.mermaidAPI.getConfig().securityLevel,
  };
}"""


class Task(NamedTuple):
    """A bar or mark: its days (the last one excluded) and how it looks."""

    label: str
    begins: date
    ends: date
    critical: bool
    done: bool
    light: bool
    mark: bool


class Drawn(NamedTuple):
    """What is drawn: the texts as they can be read, the tasks, and where their boxes lie."""

    title: str
    sections: list[str]
    labels: list[str]
    tasks: list[Task]
    boxes: list[tuple[float, float]]
    elements: set[str]
    attributes: set[str]
    level: str


def draw(text: str) -> Drawn:
    """Return what Mermaid draws. Raises an error of the browser where it cannot."""
    seen = _page()
    found = seen.run(_DRAW, text)
    assert (seen.requests, seen.errors) == ([], [])
    tasks = [
        Task(**{**each, "begins": date(*each["begins"]), "ends": date(*each["ends"])})
        for each in found["tasks"]
    ]
    boxes = [(begin, width) for begin, width in found["boxes"]]
    sets = {key: set(found[key]) for key in ("elements", "attributes")}
    return Drawn(**{**found, "tasks": tasks, "boxes": boxes, **sets})


@cache
def _page() -> Opened:
    """Return the page with Mermaid in it; it lives as long as the process."""
    script = Path(need("mermaid"))
    opening = opened()
    seen = opening.__enter__()
    atexit.register(opening.__exit__, None, None, None)
    page: Page = seen.page
    page.set_content('<div id="place"></div>')
    page.add_script_tag(content=script.read_text(encoding="utf-8"))
    page.evaluate("() => mermaid.initialize({startOnLoad: false})")
    return seen
