"""From words to an outline: paragraphs, numbered provisions, tables, annexes; every character in one leaf."""

from policygraph.structure.columns import column_role
from policygraph.structure.outline import parse_outline
from policygraph.structure.tables import is_next

__all__ = ["column_role", "is_next", "parse_outline"]
