"""Sources on a page: links from figures to what is cited, and that at the end of the page."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from markupsafe import Markup

from crmtimeline.model.cite import CiteShown
from crmtimeline.model.strict import Language
from crmtimeline.render.checklist import source_text
from crmtimeline.render.markup import joined, tag
from crmtimeline.render.pages.frame import Section
from crmtimeline.render.words import word


class Sources(NamedTuple):
    """What rows of sources say, and who published them, both by what they are cited as."""

    rows: Mapping[str, str]
    publications: Mapping[str, str]
    language: Language

    def link(self, cite: CiteShown | None) -> Markup:
        """Return the row that a figure comes from, as a link to it, else its basis."""
        text = source_text(cite, self.language)
        if cite is None or cite.source is None or cite.source not in self.rows:
            return tag("span", text, class_="cite")
        return tag("a", text, href=f"#{_id(cite.source)}")

    def section(self, cites: Iterable[CiteShown | None]) -> Iterator[Section]:
        """Yield the rows that are cited, under their publications; nothing where none are."""
        cited = {cite.source for cite in cites if cite is not None}
        by_publication: dict[str, list[str]] = {}
        for row in self.rows:
            if row in cited:
                by_publication.setdefault(self.publications[row], []).append(row)
        if by_publication:
            blocks = (
                joined([tag("h3", publication), tag("dl", *map(self._row, rows), class_="rows")])
                for publication, rows in by_publication.items()
            )
            yield Section("sources", word("sources", self.language), joined(blocks))

    def _row(self, row: str) -> Markup:
        return tag("div", tag("dt", row), tag("dd", self.rows[row]), id=_id(row))


def _id(row: str) -> str:
    return f"source-{row}"
