"""Verbs: pure functions from a profile and rules to an estimate."""
