"""English: many projects at once."""

BATCH = {
    "csv_empty": "it has no header",
    "csv_clash": "column '{column}' is there twice, or beside its own parts",
    "csv_cells": "cells: {got}, columns: {wanted}",
    "csv_unnamed": "a value in a column without a name",
    "batch_done": "Profiles: {rows}, estimated: {estimated}, with errors: {failed}",
    "batch_quotes": "Whole weeks to quote, by share of profiles",
    "batch_profiles": "profiles",
    "batch_unknown": "Not known, widening the range most",
    "batch_widest": "most of all in",
    "batch_unknown_in": "unknown in",
}
