"""Answers: the texts of commands that answer questions about estimates, a module each language."""
