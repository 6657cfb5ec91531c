"""How long a CRM project takes: a defended range of weeks from open rules."""

__version__ = "0.1.0"
