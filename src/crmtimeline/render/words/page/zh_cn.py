"""Simplified Chinese: pages and charts."""

PAGE = {
    # days
    "long_day": "{year}年{month}月{day}日",
    "year_month": "{year}年{month}",
    "month_names": "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
    "month_abbreviations": "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
}
