"""English: pages and charts."""

PAGE = {
    # days
    "long_day": "{day} {name} {year}",
    "year_month": "{month} {year}",
    "month_names": (
        "January February March April May June July August September October November December"
    ),
    "month_abbreviations": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
}
