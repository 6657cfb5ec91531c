"""Checklist on a page: what to settle, stage by stage, with boxes to tick on paper."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from crmtimeline.model.checklist import ItemShown, ProjectChecklist
from crmtimeline.render.checklist import (
    expected_texts,
    head_texts,
    item_title,
    last_texts,
    reason_text,
    sections,
)
from crmtimeline.render.markup import joined, tag
from crmtimeline.render.pages.basis import basis_section
from crmtimeline.render.pages.frame import Page, Section, bullets, page_html
from crmtimeline.render.pages.sources import Sources
from crmtimeline.render.terminal import about
from crmtimeline.render.words import word


def checklist_page(checklist: ProjectChecklist, publications: Mapping[str, str]) -> str:
    """Return the page; `publications` names the publication behind each row."""
    language = checklist.language
    head, expected = expected_texts(checklist)
    items = checklist_section(checklist, Sources({}, publications, language))
    shown = [items] if checklist.counts.items else []
    if expected:
        shown.append(Section("expected", head, bullets(expected)))
    shown.append(basis_section(checklist.basis, language))
    *last, made = last_texts(checklist, publications)
    if last:
        shown.append(Section("sources", word("sources", language), bullets(last)))
    return page_html(
        Page(
            language=language,
            title=checklist.profile.name or word("nameless", language),
            about=about(checklist.profile, checklist.pack, language),
            head=Markup(""),
            sections=shown,
            made_by=made,
        )
    )


def checklist_section(checklist: ProjectChecklist, sources: Sources) -> Section:
    """Return how many items there are, and every stage with its own, urgent ones first."""
    language = checklist.language
    stages = (
        joined([tag("h3", title), _items(items, sources)]) for title, items in sections(checklist)
    )
    counts = next(head_texts(checklist))
    return Section(
        "checklist", word("page_checklist", language), joined([tag("p", counts), *stages])
    )


def _items(items: Sequence[ItemShown], sources: Sources) -> Markup:
    return tag("ul", *(_item(each, sources) for each in items), class_="tasks")


def _item(item: ItemShown, sources: Sources) -> Markup:
    """Return an item; what its box shows by its look is said too."""
    language = sources.language
    state = "urgent" if item.presses else "done" if item.done else "open"
    said = word(state, language) + word("colon", language)
    lead = tag("b", said) if item.presses else tag("span", said, class_="hidden")
    reason = reason_text(item, language)
    note = [tag("span", reason, class_="note")] if reason else []
    return tag(
        "li", lead, item_title(item, language), " ", sources.link(item.cite), *note, class_=state
    )
