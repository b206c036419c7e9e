"""Texts of CHECK constraints, the same on both databases."""


def one_of(column: str, values: tuple[str, ...]) -> str:
    """A CHECK that also passes NULL: SQL's three-valued IN does that by itself."""
    listed = ", ".join(f"'{value}'" for value in values)
    return f'"{column}" IN ({listed})'
