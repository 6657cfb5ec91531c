"""Table: the step of a batch as one pure function, from a table of profiles to one of estimates.

It reads neither clock nor locale and keeps nothing, so any engine that hands out tables can run it
on any machine that has the same rules.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import chain
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any

from crmtimeline import api
from crmtimeline.bulk.chunks import batch_row, keep_memory
from crmtimeline.bulk.columns import Column, check_kept, columns_named
from crmtimeline.bulk.request import Request
from crmtimeline.bulk.rows import Outcome, Rows, usual_pack
from crmtimeline.engine.settings import DEFAULT_SEED, DEFAULT_TRIALS
from crmtimeline.errors import InputError, Issue, Place
from crmtimeline.files.column_names import clash, unknown
from crmtimeline.files.plain_tree import plain_tree
from crmtimeline.files.project import Written
from crmtimeline.files.written_rows import Row, cell_value, nested
from crmtimeline.model.pack import Pack

if TYPE_CHECKING:
    import pyarrow

NAME = "table"
"""What places call the table: `table:3:company.employees` is in its third row."""

AT_ONCE = 1_000
"""Rows that are turned into Python at once."""

_WEEKS = ("p10", "p50", "p80", "p90", "p95")


def estimate_table(
    table: "pyarrow.Table",
    pack: str | PathLike[str] | None = None,
    *,
    columns: Sequence[str] = (),
    keep: Sequence[str] = (),
    trials: int = DEFAULT_TRIALS,
    seed: int = DEFAULT_SEED,
) -> "pyarrow.Table":
    """Return the estimates of a table of profiles: a row for each row, in the same order.

    The columns are fields of a profile by dotted name (`company.employees`), null is unknown, and
    text is read as a cell of CSV is. Those to `keep` are no part of a profile and are repeated.
    What comes out has `name`, those, `p10` to `p95` in weeks, `critical` (ids of phases), more
    `columns` by their paths in the JSON of an estimate, and `error` (code, place, message, others),
    null where there is none; the types depend on nothing but these names. Raises InputError for a
    column or a pack that is not there, ValueError for `columns` and `keep` that cannot be.
    """
    arrow = _arrow()
    api.settings_of("en", trials, seed, None)  # raises for what cannot be
    request = Request(None if pack is None else fspath(pack), trials=trials, seed=seed)
    try:
        usual = usual_pack(request)
        _check(table.column_names, keep, usual.rules.pack)
    except InputError as error:
        raise api.InputError(error.issues, "en") from None
    chosen = columns_named(columns, usual.rules.pack, ()) if columns else ()
    check_kept(keep, chosen, usual.rules.pack)
    rows = Rows(replace(request, columns=chosen, keep=tuple(keep)), usual)
    schema = _schema(arrow, [table.schema.field(name) for name in keep], chosen)
    keep_memory()
    found = [_row(rows.outcome(row), chosen) for row in _rows_in(table)]
    return arrow.Table.from_pylist(found, schema)


@dataclass(frozen=True)
class _TableRow:
    number: int
    values: Mapping[str, Any]

    @property
    def place(self) -> str:
        return f"{NAME}:{self.number}"

    def read(self, keep: Sequence[str]) -> Row:
        kept = {name: self.values[name] for name in keep}
        given = (
            (name, _cell(name, each)) for name, each in self.values.items() if name not in kept
        )
        known = nested((name, value) for name, value in given if value is not None)
        return Row(Written(plain_tree(known, self.place)), kept)


def _cell(name: str, value: Any) -> Any:
    if isinstance(value, str):
        return cell_value(name, value)
    return float(value) if isinstance(value, Decimal) else value


def _rows_in(table: "pyarrow.Table") -> Iterator[_TableRow]:
    batches = table.to_batches(max_chunksize=AT_ONCE)
    rows = chain.from_iterable(batch.to_pylist() for batch in batches)
    yield from (_TableRow(number, values) for number, values in enumerate(rows, 1))


def _check(names: Sequence[str], keep: Sequence[str], pack: Pack) -> None:
    """Raise InputError for columns that no profile has."""
    place = Place(NAME)
    twice = clash(names)
    issues = [Issue(twice, place)] if twice else [*unknown(names, keep, pack, place)]
    if issues:
        raise InputError(issues)


def _row(outcome: Outcome, columns: Sequence[Column]) -> dict[str, Any]:
    row = batch_row(0, outcome)
    values = {each.name: value for each, value in zip(columns, outcome.values, strict=False)}
    return {
        "name": row.name,
        **outcome.kept,
        **{key: getattr(row, key) for key in _WEEKS},
        "critical": row.critical,
        **{each.name: _fitting(each, values.get(each.name)) for each in columns},
        "error": None if row.error is None else vars(row.error),
    }


def _fitting(column: Column, value: Any) -> Any:
    """Return a value as its column holds it: what may be of several types is text."""
    if column.kind is str and value is not None and not isinstance(value, str):
        return json.dumps(value)
    return value


def _schema(
    arrow: Any, kept: Sequence["pyarrow.Field"], columns: Sequence[Column]
) -> "pyarrow.Schema":
    text = arrow.string()
    types = {float: arrow.float64(), int: arrow.int64(), bool: arrow.bool_(), date: arrow.date32()}
    error = [("code", text), ("place", text), ("message", text), ("others", arrow.list_(text))]
    return arrow.schema(
        [
            ("name", text),
            *kept,
            *((key, arrow.float64()) for key in _WEEKS),
            ("critical", arrow.list_(text)),
            *((each.name, types.get(each.kind, text)) for each in columns),
            ("error", arrow.struct(error)),
        ]
    )


def _arrow() -> Any:
    try:
        import pyarrow
    except ImportError:
        message = "estimate_table needs the extra 'table': pip install 'crmtimeline[table]'"
        raise ImportError(message) from None
    return pyarrow
