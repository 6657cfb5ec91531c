"""Simplified Chinese: many projects at once."""

BATCH = {
    "csv_empty": "没有表头",
    "csv_clash": "列“{column}”重复，或与它的下级字段并存",
    "csv_cells": "本行 {got} 个单元格，表头 {wanted} 列",
    "csv_unnamed": "没有列名的列中有内容",
    "batch_done": "共 {rows} 个项目：已估算 {estimated} 个，有错误 {failed} 个",
    "batch_quotes": "建议报价周数，按项目占比",
    "batch_profiles": "项目数",
    "batch_unknown": "最影响区间宽度的未知项",
    "batch_widest": "影响最大的项目数",
    "batch_unknown_in": "未知的项目数",
}
