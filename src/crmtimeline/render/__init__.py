"""Renderers: from results to text, one file per format; they select and format, never compute."""
