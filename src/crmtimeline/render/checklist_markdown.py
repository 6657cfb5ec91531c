"""Checklist in Markdown: boxes to tick, for a pull request, a wiki or a mail."""

from collections.abc import Mapping

from crmtimeline.model.checklist import ItemShown, ProjectChecklist
from crmtimeline.model.strict import Language
from crmtimeline.render.basis_markdown import basis_markdown
from crmtimeline.render.checklist import (
    expected_texts,
    head_texts,
    item_title,
    last_texts,
    reason_text,
    sections,
    source_text,
)
from crmtimeline.render.markdown import Task, bullets, heading, paragraph, tasks, to_text
from crmtimeline.render.terminal import title_of
from crmtimeline.render.words import aside, word


def checklist_markdown(checklist: ProjectChecklist, publications: Mapping[str, str]) -> str:
    """Return the checklist as a document; `publications` as for the terminal."""
    language = checklist.language
    lines = heading(title_of(checklist.profile, checklist.pack, language), 1)
    for text in head_texts(checklist):
        lines += paragraph(text)
    for title, items in sections(checklist):
        lines += [*heading(title, 2), *tasks([_task(item, language) for item in items])]
    head, texts = expected_texts(checklist)
    if texts:
        lines += [*heading(head, 2), *bullets(texts)]
    lines += basis_markdown(checklist.basis, language, 2)
    return to_text([*lines, "---", "", *bullets(list(last_texts(checklist, publications)))])


def _task(item: ItemShown, language: Language) -> Task:
    source = source_text(item.cite, language)
    note = word("clause", language).join(part for part in (item.id, source) if part)
    return Task(
        done=item.done,
        text=aside(item_title(item, language), note, language),
        lead=word("urgent", language) if item.presses else "",
        note=reason_text(item, language),
    )
