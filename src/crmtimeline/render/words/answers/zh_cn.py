"""Simplified Chinese: advice, claims, checklists, comparisons and risks."""

ANSWERS = {
    # risks
    "risks": "风险：",
    "risk_line": "{risk}（{probability}，“{phase}”延长 {weeks} 周）",
    "all_risks": "所有风险",
    "kind_risk": "风险",
    "risks_avoided": "避免风险可节省的周数",
    "if_avoided": "若能避免“{risk}”",
    # advise
    "advice_now": "现状：P50 为 {p50} 周，P80 为 {p80} 周。",
    "goal_reached": "改动最少的做法如下，可在 {share} 达到 {target}（{now} 周降至 {weeks} 周）：",
    "goal_kept": "现状已在 {share} 满足 {target}：{weeks} 周。",
    "goal_missed": (
        "这些做法无论怎样组合都无法在 {share} 达到 {target}：最多由 {now} 周降至 {weeks} 周，"
        "做法如下："
    ),
    "goal_stuck": "没有可行的改动能在 {share} 达到 {target}：现为 {weeks} 周。",
    "goal_found": (
        "以下改动可在 {share} 达到 {target}（{now} 周降至 {weeks} 周）；组合太多，未能逐一试算，"
        "更少的改动或许就够："
    ),
    "goal_not_found": (
        "试算过的组合都无法在 {share} 达到 {target}；组合太多，未能逐一试算。最好的一组由 {now} 周"
        "降至 {weeks} 周："
    ),
    "goal_settings": "试算：",
    "too_long": "单个阶段已超过目标：",
    "levers": "可缩短工期的做法（节省周数）",
    "no_levers": "本规则包中已没有可再缩短工期的做法。",
    "acts": "由谁行动",
    "acts_customer": "客户",
    "acts_vendor": "供应商",
    "acts_both": "双方",
    "probability": "按期概率",
    "change": "改动",
    "if_not_so": "若现在还不是",
    "lever_repeated": "{title}（逐步调整到 {value}）",
    "combined": "组合采用（不等于相加），P80 节省周数",
    "questions": "优先询问（P10-P90 收窄的周数）",
    "question": "问题",
    # what an answer rests on
    "basis_counts": (
        "依据：已知输入 {given} 项，常见值 {usual} 项，没有来源报道的数值 {figures} 项，"
        "前提与范围 {assumptions} 项；estimate 会逐项列出。"
    ),
    "usual_values": "未知，取常见值：",
    "figure_unreported": "没有来源报道的数值",
    "why": "理由",
    "relied_on": "前提与范围：",
    # checklist
    "checklist_counts": "待办 {open} 项，其中紧急 {urgent} 项；已完成 {done} 项。",
    "checklist_empty": "此规则包没有适用于本项目的检查清单。",
    "expect": "预期见效时间（从项目开始算起的周数）",
    "expect_dates": "预期见效时间",
    "open": "待办",
    "checklist_out": "所属阶段不在本项目中而略去的事项：{count} 项",
    "checklist_done": "完成一项后，把其标识写进项目概况：done: [{item}]",
    "checklist_usual": "以下各项未知，按常见值判断是否紧急：",
    "urgent": "紧急",
    "urgent_at": "{input}：{value}",
    "urgent_from": "{input}：{value}，达到 {bound} 即为紧急",
    "urgent_up_to": "{input}：{value}，不超过 {bound} 即为紧急",
    "upkeep": "上线后的日常维护",
    "no_stage": "其他",
    # claim
    "claim_weeks": "{weeks} 周内",
    "claim_months": "{months} 个月（{weeks} 周）内",
    "claim_day": "{day} 前（{weeks} 周）",
    "claim_holds": "{claim}完成的概率为 {share}（{trials} 次模拟中有 {within} 次）。",
    "claim_fails": "{trials} 次模拟中没有一次能在 {claim}完成，最短的一次用了 {shortest} 周。",
    "claim_quote": (
        "同类项目有一半 {p50} 周即可完成，五个中有四个 {p80} 周内完成（P80）：建议报 {p80} 周。"
    ),
    "claim_quote_dates": (
        "同类项目有一半在 {p50_day} 前完成（{p50} 周），五个中有四个在 {p80_day} 前完成"
        "（{p80} 周，P80）：建议报 {p80_day}。"
    ),
    "claim_cannot_fit": "十个同类项目中有九个，单是以下阶段就已超时：{phases}。",
    "claim_over": "{title}（超过 {weeks} 周）",
    "claim_chain": (
        "即使以下每个阶段都像十个项目中最顺的那个一样顺利，整个项目仍需 {weeks} 周：{phases}。"
    ),
    "claim_inputs": "如期完成的项目，在未知情况上有所不同：{inputs}。",
    "claim_value": "{title}：{value}（其中占 {after}，全部项目中占 {before}）",
    "claim_range": "{title}：中位数 {after}（全部项目为 {before}）",
    "claim_phases": "要做到，各阶段须压缩到：{phases}。",
    "claim_more": "另有 {count} 项",
    "claim_shorter": "{title} {needed} 周（通常 {typical} 周）",
    "claim_easy": "要做到并不需要特殊条件。",
    "claim_table": "所需的周数",
    "claim_typical": "通常",
    "claim_needed": "所需",
    "claim_share": "占通常",
    "claim_unknown": "未知情况",
    "claim_of": "取值",
    "claim_median": "中位数",
    "claim_among": "如期完成的项目",
    "claim_all": "全部项目",
    # compare
    "comparison": "估算对比",
    "compare_longer": "按 P80，{later} 比 {first} 长 {weeks} 周（P50：{p50}，P80：{p80}）。",
    "compare_shorter": "按 P80，{later} 比 {first} 短 {weeks} 周（P50：{p50}，P80：{p80}）。",
    "compare_same": "{later} 与 {first} 用时相同。",
    "compare_against": "{later} 与 {first} 相比（周，+ 为更长）",
    "compare_change": "{old} → {new}",
    "compare_out": "不在范围内",
    "changed_inputs": "不同的输入项",
    "phases_compared": "各阶段周数",
    "finish_date": "完成日",
    "deadlines": "截止日期",
    "deadline_day": "日期",
    "met_with": "按期概率",
    "difference": "差值",
    "not_known": "未知",
    "company_size": "公司规模",
    "other_settings": "其他设置",
    "compare_in_order": ("{later} 有六个以上的输入项不同：各项贡献按其项目概况中的顺序逐项计算。"),
    "compare_impossible": (
        "{later} 的各项贡献从略：在两者之间的某些输入组合下，没有任何阶段在范围内，"
        "或已发生的情况不可能发生。"
    ),
    "compare_noise": (
        "各估算的随机种子或模拟次数不尽相同，差值中有一部分出于偶然。"
        "用 --seed 和 --trials 可使其一致。"
    ),
    "compare_saved": "{file}：{reason}。此处显示保存时的数值，各项贡献从略。",
    "compare_moved": "{file}：此版本程序的结果与保存时的数值不同；此处显示此版本的结果。",
    "pack_changed": "所用规则包（{pack}）此后有改动，或已找不到",
    "profile_unreadable": "其项目概况已无法再估算",
    "calendar_changed": "所用日历此后有改动",
    "estimate_without": "估算结果中 {key} 缺失或无效",
    "rules_file": "规则包或日历",
}
