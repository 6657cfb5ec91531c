"""Bulk: one function from the rows of profiles to the rows of their estimates."""
