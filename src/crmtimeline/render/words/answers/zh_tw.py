"""Traditional Chinese: advice, claims, checklists, comparisons and risks."""

ANSWERS = {
    # risks
    "risks": "風險：",
    "risk_line": "{risk}（{probability}，「{phase}」延長 {weeks} 週）",
    "all_risks": "所有風險",
    "kind_risk": "風險",
    "risks_avoided": "避免風險可節省的週數",
    "if_avoided": "若能避免「{risk}」",
    # advise
    "advice_now": "現況：P50 為 {p50} 週，P80 為 {p80} 週。",
    "goal_reached": "改動最少的做法如下，可在 {share} 達到 {target}（{now} 週降至 {weeks} 週）：",
    "goal_kept": "現況已在 {share} 滿足 {target}：{weeks} 週。",
    "goal_missed": (
        "這些做法無論如何組合都無法在 {share} 達到 {target}：最多由 {now} 週降至 {weeks} 週，"
        "做法如下："
    ),
    "goal_stuck": "沒有可行的改動能在 {share} 達到 {target}：目前為 {weeks} 週。",
    "goal_found": (
        "以下改動可在 {share} 達到 {target}（{now} 週降至 {weeks} 週）；組合太多，未能逐一試算，"
        "更少的改動或許就夠："
    ),
    "goal_not_found": (
        "試算過的組合都無法在 {share} 達到 {target}；組合太多，未能逐一試算。最好的一組由 {now} 週"
        "降至 {weeks} 週："
    ),
    "goal_settings": "試算：",
    "too_long": "單個階段已超過目標：",
    "levers": "可縮短時程的做法（節省週數）",
    "no_levers": "本規則包中已沒有可再縮短時程的做法。",
    "acts": "由誰行動",
    "acts_customer": "客戶",
    "acts_vendor": "供應商",
    "acts_both": "雙方",
    "probability": "如期機率",
    "change": "改動",
    "if_not_so": "若現在還不是",
    "lever_repeated": "{title}（逐步調整到 {value}）",
    "combined": "組合採用（不等於相加），P80 節省週數",
    "questions": "優先詢問（P10-P90 收窄的週數）",
    "question": "問題",
    # what an answer rests on
    "basis_counts": (
        "依據：已知輸入 {given} 項，常見值 {usual} 項，沒有來源報導的數值 {figures} 項，"
        "前提與範圍 {assumptions} 項；estimate 會逐項列出。"
    ),
    "usual_values": "未知，取常見值：",
    "figure_unreported": "沒有來源報導的數值",
    "why": "理由",
    "relied_on": "前提與範圍：",
    # checklist
    "checklist_counts": "待辦 {open} 項，其中緊急 {urgent} 項；已完成 {done} 項。",
    "checklist_empty": "此規則包沒有適用於本專案的檢查清單。",
    "expect": "預期見效時間（從專案開始算起的週數）",
    "expect_dates": "預期見效時間",
    "open": "待辦",
    "checklist_out": "所屬階段不在本專案中而略去的事項：{count} 項",
    "checklist_done": "完成一項後，將其識別碼寫入專案概況：done: [{item}]",
    "checklist_usual": "以下各項未知，依常見值判斷是否緊急：",
    "urgent": "緊急",
    "urgent_at": "{input}：{value}",
    "urgent_from": "{input}：{value}，達到 {bound} 即屬緊急",
    "urgent_up_to": "{input}：{value}，不超過 {bound} 即屬緊急",
    "upkeep": "上線後的日常維護",
    "no_stage": "其他",
    # claim
    "claim_weeks": "{weeks} 週內",
    "claim_months": "{months} 個月（{weeks} 週）內",
    "claim_day": "{day} 前（{weeks} 週）",
    "claim_holds": "{claim}完成的機率為 {share}（{trials} 次模擬中有 {within} 次）。",
    "claim_fails": "{trials} 次模擬中沒有一次能在 {claim}完成，最短的一次用了 {shortest} 週。",
    "claim_quote": (
        "同類專案有一半 {p50} 週即可完成，五個中有四個 {p80} 週內完成（P80）：建議報 {p80} 週。"
    ),
    "claim_quote_dates": (
        "同類專案有一半在 {p50_day} 前完成（{p50} 週），五個中有四個在 {p80_day} 前完成"
        "（{p80} 週，P80）：建議報 {p80_day}。"
    ),
    "claim_cannot_fit": "十個同類專案中有九個，光是以下階段就已超時：{phases}。",
    "claim_over": "{title}（超過 {weeks} 週）",
    "claim_chain": (
        "即使以下每個階段都像十個專案中最順的那個一樣順利，整個專案仍需 {weeks} 週：{phases}。"
    ),
    "claim_inputs": "如期完成的專案，在未知情況上有所不同：{inputs}。",
    "claim_value": "{title}：{value}（其中占 {after}，全部專案中占 {before}）",
    "claim_range": "{title}：中位數 {after}（全部專案為 {before}）",
    "claim_phases": "要做到，各階段須壓縮到：{phases}。",
    "claim_more": "另有 {count} 項",
    "claim_shorter": "{title} {needed} 週（通常 {typical} 週）",
    "claim_easy": "要做到並不需要特殊條件。",
    "claim_table": "所需的週數",
    "claim_typical": "通常",
    "claim_needed": "所需",
    "claim_share": "占通常",
    "claim_unknown": "未知情況",
    "claim_of": "取值",
    "claim_median": "中位數",
    "claim_among": "如期完成的專案",
    "claim_all": "全部專案",
    # compare
    "comparison": "估算比較",
    "compare_longer": "依 P80，{later} 比 {first} 長 {weeks} 週（P50：{p50}，P80：{p80}）。",
    "compare_shorter": "依 P80，{later} 比 {first} 短 {weeks} 週（P50：{p50}，P80：{p80}）。",
    "compare_same": "{later} 與 {first} 所需時間相同。",
    "compare_against": "{later} 與 {first} 相比（週，+ 為較長）",
    "compare_change": "{old} → {new}",
    "compare_out": "不在範圍內",
    "changed_inputs": "不同的輸入項",
    "phases_compared": "各階段週數",
    "finish_date": "完成日",
    "deadlines": "截止日期",
    "deadline_day": "日期",
    "met_with": "如期機率",
    "difference": "差距",
    "not_known": "未知",
    "company_size": "公司規模",
    "other_settings": "其他設定",
    "compare_in_order": ("{later} 有六個以上的輸入項不同：各項貢獻依其專案概況中的順序逐項計算。"),
    "compare_impossible": (
        "{later} 的各項貢獻從略：在兩者之間的某些輸入組合下，沒有任何階段在範圍內，"
        "或已發生的情況不可能發生。"
    ),
    "compare_noise": (
        "各估算的隨機種子或模擬次數不盡相同，差距中有一部分出於偶然。"
        "用 --seed 和 --trials 可使其一致。"
    ),
    "compare_saved": "{file}：{reason}。此處顯示儲存時的數值，各項貢獻從略。",
    "compare_moved": "{file}：此版程式的結果與儲存時的數值不同；此處顯示此版的結果。",
    "pack_changed": "所用規則包（{pack}）此後有變動，或已找不到",
    "profile_unreadable": "其專案概況已無法再估算",
    "calendar_changed": "所用行事曆此後有變動",
    "estimate_without": "估算結果中 {key} 缺漏或無效",
    "rules_file": "規則包或行事曆",
}
