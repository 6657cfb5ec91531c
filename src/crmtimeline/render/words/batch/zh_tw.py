"""Traditional Chinese: many projects at once."""

BATCH = {
    "csv_empty": "沒有標題列",
    "csv_clash": "欄「{column}」重複，或與其下層欄位並存",
    "csv_cells": "此列有 {got} 個儲存格，標題列有 {wanted} 欄",
    "csv_unnamed": "沒有欄名的欄位中有內容",
    "batch_done": "共 {rows} 個專案：已估算 {estimated} 個，有錯誤 {failed} 個",
    "batch_quotes": "建議報價週數，依專案占比",
    "batch_profiles": "專案數",
    "batch_unknown": "最影響區間寬度的未知項目",
    "batch_widest": "影響最大的專案數",
    "batch_unknown_in": "未知的專案數",
}
