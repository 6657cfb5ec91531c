"""Handover: all that a document shows, an estimate with its checklist and its sources."""

from collections.abc import Mapping
from dataclasses import dataclass

from crmtimeline.model.brand import BrandShown
from crmtimeline.model.checklist import ProjectChecklist
from crmtimeline.model.estimate import Estimate


@dataclass(frozen=True, eq=False, repr=False)
class Handover:
    """What a customer or a project office is handed.

    `rows` holds what each row of a source says, and `publications` where it was published, both in
    the estimate's language and by what the row is cited as.
    """

    estimate: Estimate
    checklist: ProjectChecklist
    rows: Mapping[str, str]
    publications: Mapping[str, str]
    brand: BrandShown | None = None
