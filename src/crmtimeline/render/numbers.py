"""Numbers as people read them: weeks with one decimal at most, shares in percent."""

from math import ceil, floor, isfinite

from crmtimeline.model.figures import Spread


def number(value: float) -> str:
    """Return a number of things: whole where it is whole, three digits where it is computed.

    >>> [number(value) for value in (3, 2.5, 1200, 273861.28, 1e9)]
    ['3', '2.5', '1,200', '274,000', '1,000,000,000']
    """
    if not isfinite(value):
        return str(value)
    if value == int(value):
        return f"{int(value):,}"
    if abs(value) >= 999.5:  # from here on decimals say nothing
        return f"{float(f'{value:.3g}'):,.0f}"
    return f"{value:.3g}"


def weeks(value: float) -> str:
    """Return weeks or months: one decimal below 10, none from 100 on.

    >>> [weeks(value) for value in (1.41, 9.96, 18.76, 240.2)]
    ['1.4', '10.0', '18.8', '240']
    """
    return f"{value:.0f}" if value >= 99.95 else f"{value:.1f}"  # rounds to 100


def spread(duration: Spread, dash: str = "-") -> str:
    """Return P50 to P80 in weeks; one number where the length is known, none where it has none."""
    if not duration.p90:
        return ""
    if duration.p10 == duration.p90:
        return weeks(duration.p50)
    return f"{weeks(duration.p50)}{dash}{weeks(duration.p80)}"


def signed(value: float) -> str:
    """Return a difference in weeks with its sign, to one decimal.

    >>> [signed(value) for value in (3.16, -0.4, 0.04, -0.04)]
    ['+3.2', '-0.4', '0.0', '0.0']
    """
    rounded = round(value, 1) + 0.0  # no -0.0
    return f"{rounded:+.1f}" if rounded else "0.0"


def percent(share: float) -> str:
    """Return a share (0-1) in percent.

    >>> [percent(share) for share in (0.114, 0.004, 0)]
    ['11 %', '<1 %', '0 %']
    """
    if 0 < share <= 0.005:  # rounds to 0
        return "<1 %"
    return f"{100 * share:.0f} %"


def exact(value: float) -> str:
    """Return a figure as it is compared, to three decimals at most.

    >>> [exact(value) for value in (30.46, 26.0, 1.385, 5200.0, -0.0)]
    ['30.46', '26', '1.385', '5200', '0']
    """
    return f"{value + 0.0:.3f}".rstrip("0").rstrip(".")


def exact_percent(share: float) -> str:
    """Return a share (0-1) as it is compared, in percent.

    >>> [exact_percent(share) for share in (0.8, 0.799, 0.0)]
    ['80 %', '79.9 %', '0 %']
    """
    return f"{exact(100 * share)} %"


def promised(share: float) -> str:
    """Return a share (0-1) that something holds, rounded down: 100 % is said of nothing less.

    >>> [promised(share) for share in (0.799, 0.999, 1.0, 0.004)]
    ['79 %', '99 %', '100 %', '<1 %']
    """
    if 0 < share < 0.01:
        return "<1 %"
    return f"{floor(100 * share + 1e-9)} %"


def missing(value: float) -> str:
    """Return weeks that are missing, rounded up: 0 is said only where none are.

    >>> [missing(value) for value in (0.0, 0.02, 5.41)]
    ['0.0', '0.1', '5.5']
    """
    return weeks(ceil(10 * value - 1e-9) / 10)


def factor(value: float) -> str:
    """Return a factor with its sign of multiplication.

    >>> [factor(value) for value in (1.15, 0.6, 1.0)]
    ['x1.15', 'x0.60', 'x1.00']
    """
    return f"x{value:.2f}"
