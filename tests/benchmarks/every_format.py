"""Every format: one estimate made once and rendered in each text format, as one process.

Started by `formats.py`; imports no more than that needs.
"""

from crmtimeline.render import FORMATS, rendered

SETTINGS = ["start=2027-01-04", "deadline=2027-06-30"]
TODAY = "2026-11-22"


def documents(example: str, names: list[str]) -> dict[str, bytes]:
    """Return one estimate in each of these formats."""
    from crmtimeline.cli.handover import handover_of
    from crmtimeline.cli.loading import estimate_of, load
    from crmtimeline.cli.screen import Speech

    loaded = load(example, SETTINGS, None, "en", Speech("en"))
    result = estimate_of(loaded, 10_000, 1, TODAY)
    whole = handover_of(loaded, result)
    found = {}
    for name in names:
        made = rendered(name, whole if FORMATS[name].whole else result)
        found[name] = made if isinstance(made, bytes) else made.encode()
    return found


if __name__ == "__main__":
    import gc
    import sys

    gc.disable()  # as the program does
    documents(sys.argv[1], [name for name, each in FORMATS.items() if not each.binary])
