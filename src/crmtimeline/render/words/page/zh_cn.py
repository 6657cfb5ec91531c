"""Simplified Chinese: pages and charts."""

PAGE = {
    # days
    "long_day": "{year}年{name}{day}日",
    "year_month": "{year}年{month}",
    "month_names": "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
    "month_abbreviations": "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
    # charts
    "chart_weeks": "从项目开始算起的周数",
    "chart_plan": "原计划（P50）",
    "chart_freeze": "冻结期（不得开始）",
    "chart_milestone": "里程碑，P50 至 P80",
    "mark_deadline": "截止日期 {day}",
    "mark_now": "截至{day}",
    "row_weeks": "{title}：P50 {p50} 周，P80 {p80} 周，P90 {p90} 周",
    "row_dates": "{title}：{start} 开始；{p50}（P50）、{p80}（P80）、{p90}（P90）前完成",
    "row_milestone": "{title}：{p50}（P50）、{p80}（P80）",
    "percentile_weeks": "{percentile}：{weeks} 周",
    "as_months": "{months} 个月",
    # pages
    "page_skip": "跳到正文",
    "page_contents": "目录",
    "page_schedule": "进度计划",
    "page_likely": "何时完成，把握多大",
    "page_deadline": "截止日期",
    "page_why": "各阶段为何需要这么久",
    "page_why_lead": (
        "从阶段的基准区间出发，客户的每项情况都会使其延长或缩短。"
        "这里的周数都按规则得出；模拟时再加入项目概况反映不出的部分。"
    ),
    "page_causes": "区间为何这么宽",
    "page_ask": "优先询问",
    "page_ask_lead": ("以下各项未知，均以常见值代替。所占波动越大，问清之后区间收窄得越多。"),
    "page_risks": "风险",
    "page_checklist": "待落实事项",
    "page_given": "已知情况",
    "page_relies": "前提条件（包括客户应配合的事项）",
    "page_unreported": "没有来源报道的数值",
    "page_as_table": "以表格查看",
    "page_single": "逐项列出：阶段、未知输入项与风险",
    "page_critical": "关键路径占比",
    "page_share": "届时已完成的项目",
    "page_step": "步骤",
    "page_factor": "系数",
    "page_weeks": "{weeks} 周",
    "page_cause": "原因",
    "page_part": "占波动比例",
    "page_assumed": "假定值",
    "caption_gantt": (
        "横条从该阶段开始时间的中位数画起，依次标出一半情况下（P50）、"
        "五分之四情况下（P80）和十分之九情况下（P90）的完成时间。"
    ),
    "caption_curve": "100 个同类项目中，到该时间已有多少完成",
    "caption_weeks": "各阶段时长（周）：模拟结果与按规则得出的区间",
    "card_p50": "P50：半数项目已完成",
    "card_p80": "P80：五分之四已完成",
    "card_p90": "P90：十分之九已完成",
    "card_weeks": "{weeks} 周",
    "card_weeks_of_work": "{weeks} 工作周",
    "card_deadline": "按期完成的概率",
    "page_days_off": "休息日与冻结期",
    "page_first": "首日",
    "page_last": "末日",
    "page_waiting": "等待的阶段",
}
