"""Traditional Chinese: pages and charts."""

PAGE = {
    # days
    "long_day": "{year}年{name}{day}日",
    "year_month": "{year}年{month}",
    "month_names": "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
    "month_abbreviations": "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
    # charts
    "chart_weeks": "從專案開始算起的週數",
    "chart_plan": "原計畫（P50）",
    "chart_freeze": "凍結期（不得開始）",
    "chart_milestone": "里程碑，P50 至 P80",
    "mark_deadline": "截止日期 {day}",
    "mark_now": "截至{day}",
    "row_weeks": "{title}：P50 {p50} 週，P80 {p80} 週，P90 {p90} 週",
    "row_dates": "{title}：{start} 開始；{p50}（P50）、{p80}（P80）、{p90}（P90）前完成",
    "row_milestone": "{title}：{p50}（P50）、{p80}（P80）",
    "percentile_weeks": "{percentile}：{weeks} 週",
    "as_months": "{months} 個月",
    # pages
    "page_skip": "跳到內文",
    "page_contents": "目錄",
    "page_schedule": "時程規劃",
    "page_likely": "何時完成，把握多大",
    "page_deadline": "截止日期",
    "page_why": "各階段為何需要這麼久",
    "page_why_lead": (
        "從階段的基準區間出發，客戶的每項狀況都會使其延長或縮短。"
        "這裡的週數都依規則得出；模擬時再加入專案概況反映不出的部分。"
    ),
    "page_causes": "區間為何這麼寬",
    "page_ask": "優先詢問",
    "page_ask_lead": ("以下各項未知，皆以常見值代替。所占變動越大，問清楚之後區間縮小得越多。"),
    "page_risks": "風險",
    "page_checklist": "待落實事項",
    "page_given": "已知狀況",
    "page_relies": "前提條件（包括客戶應配合的事項）",
    "page_unreported": "沒有來源報導的數值",
    "page_as_table": "以表格檢視",
    "page_single": "逐項列出：階段、未知輸入項與風險",
    "page_critical": "要徑占比",
    "page_share": "屆時已完成的專案",
    "page_step": "步驟",
    "page_factor": "係數",
    "page_weeks": "{weeks} 週",
    "page_cause": "原因",
    "page_part": "占變動比例",
    "page_assumed": "假設值",
    "caption_gantt": (
        "橫條從該階段開始時間的中位數畫起，依序標出一半情況下（P50）、"
        "五分之四情況下（P80）和十分之九情況下（P90）的完成時間。"
    ),
    "caption_curve": "100 個同類專案中，到該時間已有多少完成",
    "caption_weeks": "各階段時長（週）：模擬結果與依規則得出的區間",
    "card_p50": "P50：半數專案已完成",
    "card_p80": "P80：五分之四已完成",
    "card_p90": "P90：十分之九已完成",
    "card_weeks": "{weeks} 週",
    "card_weeks_of_work": "{weeks} 工作週",
    "card_deadline": "如期完成的機率",
    "page_days_off": "休息日與凍結期",
    "page_first": "首日",
    "page_last": "末日",
    "page_waiting": "等待的階段",
}
