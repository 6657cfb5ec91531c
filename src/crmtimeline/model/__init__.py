"""Nouns: what people write (frozen pydantic models) and what is computed (frozen dataclasses)."""
