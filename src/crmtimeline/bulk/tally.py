"""Tally: what is counted while a batch runs, in as little memory for many rows as for few.

Tallies of parts add up to that of the whole, in any order.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from crmtimeline.bulk.rows import Outcome
from crmtimeline.model.batch import BatchRow, BatchSummary, ErrorRows, PackRows, Tenths, UnknownRows
from crmtimeline.model.strict import Language, text_in

MOST_SHOWN = 5
"""Errors that a summary tells, and unknown inputs that it names."""


@dataclass
class Tally:
    """Counts of rows: by error, by pack and weeks to quote, by unknown input.

    `first` are the first rows with errors; `quoted` counts by pack, percentile and whole weeks,
    `widest` by the unknown input that explains most of the spread.
    """

    language: Language
    rows: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    first: list[BatchRow] = field(default_factory=list)
    quoted: Counter[tuple[str, int, int]] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    widest: Counter[str] = field(default_factory=Counter)
    titles: dict[str, str] = field(default_factory=dict)

    def add(self, outcome: Outcome, row: BatchRow) -> None:
        """Count one outcome, which makes such a row."""
        self.rows += 1
        if row.error is not None:
            self.errors[row.error.code] += 1
            self._keep([row])
        if outcome.whole is None or outcome.pack is None:
            return
        pack, quote = outcome.pack, outcome.whole.total.quote
        for share, weeks in ((50, quote.p50), (80, quote.p80)):
            self.quoted[f"{pack.id} {pack.version}", share, weeks] += 1
        for name in outcome.whole.unknown:
            self.unknown[name] += 1
            if name not in self.titles:
                self.titles[name] = text_in(pack.inputs[name].title, self.language, name)
        if outcome.whole.widest is not None:
            self.widest[outcome.whole.widest] += 1

    def merge(self, other: "Tally") -> None:
        """Add what another tally has counted."""
        self.rows += other.rows
        self.errors.update(other.errors)
        self._keep(other.first)
        self.quoted.update(other.quoted)
        self.unknown.update(other.unknown)
        self.widest.update(other.widest)
        self.titles.update(other.titles)

    def summary(self) -> BatchSummary:
        """Return what the counts say."""
        packs = sorted({pack for pack, _, _ in self.quoted})
        asked = sorted(self.widest, key=lambda name: (-self.widest[name], name))
        return BatchSummary(
            rows=self.rows,
            failed=self.errors.total(),
            errors=tuple(ErrorRows(*each) for each in sorted(self.errors.items())),
            first=tuple(row.error for row in self.first if row.error is not None),
            packs=tuple(self._pack(pack) for pack in packs),
            unknowns=tuple(
                UnknownRows(name, self.titles[name], self.widest[name], self.unknown[name])
                for name in asked[:MOST_SHOWN]
            ),
        )

    def _keep(self, rows: Sequence[BatchRow]) -> None:
        self.first = sorted([*self.first, *rows], key=lambda each: each.row)[:MOST_SHOWN]

    def _pack(self, pack: str) -> PackRows:
        rows = sum(count for key, count in self.quoted.items() if key[:2] == (pack, 50))
        return PackRows(pack, rows, self._tenths(pack, 50), self._tenths(pack, 80))

    def _tenths(self, pack: str, share: int) -> Tenths:
        weeks, counts = zip(
            *sorted(
                (weeks, count)
                for (of, at, weeks), count in self.quoted.items()
                if (of, at) == (pack, share)
            ),
            strict=True,
        )
        upto = list(accumulate(counts))
        return Tenths(*(weeks[bisect_left(upto, upto[-1] * tenths / 10)] for tenths in (1, 5, 9)))
