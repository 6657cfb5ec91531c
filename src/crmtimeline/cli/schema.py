def schema() -> None:
    """x"""
