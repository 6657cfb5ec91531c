"""How long a CRM project takes: a defended range of weeks from open rules.

From Python: `estimate({"company": {"employees": 300}}).total.weeks.p80`.
"""

__version__ = "0.1.0"

__all__ = [
    "Estimate",
    "InputError",
    "estimate",
    "estimate_table",
    "load_pack",
    "load_profile",
]

TYPE_CHECKING = False  # as in typing, which would take longer than all that --version does
if TYPE_CHECKING:
    from crmtimeline.api import InputError, estimate, load_pack, load_profile
    from crmtimeline.bulk.table import estimate_table
    from crmtimeline.model.estimate import Estimate
else:
    _HOMES = {
        "Estimate": "crmtimeline.model.estimate",
        "InputError": "crmtimeline.api",
        "estimate": "crmtimeline.api",
        "estimate_table": "crmtimeline.bulk.table",
        "load_pack": "crmtimeline.api",
        "load_profile": "crmtimeline.api",
    }
    """Where each public name lives: it is imported when it is first asked for."""

    def __getattr__(name):
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)

    def __dir__():
        return sorted([*globals(), *_HOMES])
