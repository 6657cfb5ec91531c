"""Usage: where each row of the sources is cited, by a pack and by its checklist."""

from collections.abc import Iterator

from crmtimeline.errors import Issue, Message
from crmtimeline.files.pack_cites import check_sources, citations, unknown_row
from crmtimeline.files.packs import LoadedPack
from crmtimeline.files.sources import check_conditions, load_checklist, load_sources


def usages(pack: LoadedPack) -> dict[str, list[str]]:
    """Return for each row of the pack's sources the entries that cite it, with `file:line`."""
    used: dict[str, list[str]] = {row: [] for row in load_sources(pack)[0].in_order}
    for citing in citations(pack.rules.pack):
        if citing.cite is not None and citing.cite.source in used:
            entry = ".".join(str(part) for part in citing.path)
            used[citing.cite.source].append(f"{entry} ({pack.rules.place(*citing.path)})")
    checklist, tree = load_checklist(pack)
    for name, item in checklist.checklist.items():
        if item.cite is not None and item.cite.source in used:
            place = tree.key("checklist", name)
            file = place.file.rsplit("/", 1)[-1]
            used[item.cite.source].append(f"checklist.{name} ({file}:{place.line})")
    return {row: list(dict.fromkeys(entries)) for row, entries in used.items()}


def check_citations(pack: LoadedPack) -> Iterator[Issue]:
    """Yield an issue for each cite of a row that no source has, and for what a checklist lacks."""
    rows = frozenset(load_sources(pack)[0].in_order)
    yield from check_sources(pack.rules.pack, pack.tree, rows)
    checklist, tree = load_checklist(pack)
    for name, item in checklist.checklist.items():
        source = item.cite.source if item.cite else None
        if item.cite is None:
            message = Message("R114", {"entry": f"checklist.{name}"})
            yield Issue(message, tree.key("checklist", name))
        if source is not None and source not in rows:
            yield unknown_row(source, tree, ("checklist", name, "cite"), rows)
    yield from check_conditions(checklist, tree, pack)
