"""The table that every question answers with: ordered, typed, in two languages.

``export``, ``view`` and the command line take this record and nothing else.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, Self

if TYPE_CHECKING:
    import pandas
    import polars

ROWS_SHOWN: Final = 100  # in a notebook, whose cell holds no more in comfort

Value = str | int | float | bool | None
Kind = Literal["string", "code", "path", "iri", "date", "integer", "number", "boolean", "list"]


@dataclass(frozen=True, slots=True)
class Label:
    """Words for people in Vietnamese and English."""

    vi: str
    en: str

    def text(self, lang: str) -> str:
        """The words in ``lang`` ("vi" or "en").

        >>> Label("Cơ quan", "Agency").text("en")
        'Agency'
        """
        return self.en if lang == "en" else self.vi


Column = tuple[str, Kind, Label]


class Coded(str):
    """A cell that programs read as its code and people as words: equal to the code, whatever its words.

    >>> cell = Coded("ledBy", Label("chủ trì", "led by"))
    >>> cell == "ledBy", cell.words.vi
    (True, 'chủ trì')
    """

    __slots__ = ("words",)
    words: Label

    def __new__(cls, code: str, words: Label) -> Coded:
        """A cell that is ``code`` and carries ``words``."""
        cell = super().__new__(cls, code)
        cell.words = words
        return cell


@dataclass(frozen=True, slots=True)
class ResultTable:
    """Rows in the order of the question's ORDER BY.

    ``columns`` are stable names for programs, ``labels`` the same columns for people, ``kinds`` what
    their cells hold ("date" cells are ISO strings, "iri" cells whole IRIs, "list" cells sorted parts
    joined by "; ", "code" and "path" cells ``Coded``, None is an empty cell).
    ``labels`` and ``kinds`` are as long as ``columns``, or empty where nothing is known.
    ``notes`` say what was counted and where the table cannot be taken at face value; ``more`` is True
    where a limit left rows out.
    """

    title: Label
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    labels: tuple[Label, ...] = ()
    kinds: tuple[Kind, ...] = ()
    notes: tuple[Label, ...] = ()
    more: bool = False

    @classmethod
    def of(
        cls, title: Label, columns: Sequence[Column], rows: tuple[tuple[Value, ...], ...], notes: tuple[Label, ...] = ()
    ) -> Self:
        """A table whose columns are told by name, kind and label."""
        names, kinds, labels = zip(*columns, strict=True)
        return cls(title, names, rows, labels, kinds, notes)

    def heads(self, lang: str = "vi") -> tuple[str, ...]:
        """The column heads in ``lang``: the labels, or the names where there are none."""
        return tuple(label.text(lang) for label in self.labels) or self.columns

    def in_words(self, lang: str = "vi") -> ResultTable:
        """The table as people read it: the words of ``Coded`` cells in place of their codes."""
        return replace(self, rows=tuple(tuple(in_words(cell, lang) for cell in row) for row in self.rows))

    def to_dicts(self) -> list[dict[str, Value]]:
        """One dictionary a row, keyed by column name."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_pandas(self) -> pandas.DataFrame:
        """A ``pandas.DataFrame`` with the column names; needs the extra ``policygraph[pandas]``."""
        import pandas

        return pandas.DataFrame(list(self.rows), columns=list(self.columns))

    def to_polars(self) -> polars.DataFrame:
        """A ``polars.DataFrame`` with the column names; needs the extra ``policygraph[polars]``."""
        import polars

        return polars.DataFrame(list(self.rows), schema=list(self.columns), orient="row", infer_schema_length=None)

    def _repr_html_(self) -> str:
        """What a notebook shows: the first rows, every word escaped, what is said about them in both languages."""
        head = "".join(f"<th>{_both(label)}</th>" for label in self.labels) or "".join(
            f"<th>{_escape(name)}</th>" for name in self.columns
        )
        rows = replace(self, rows=self.rows[:ROWS_SHOWN]).in_words().rows
        body = "".join("<tr>" + "".join(f"<td>{_escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
        cut = (_first_of(len(self.rows)),) if len(self.rows) > ROWS_SHOWN else ()
        notes = "".join(f"<p>{_both(note)}</p>" for note in (*cut, *self.notes))
        caption = f"<caption>{_both(self.title)}</caption>"
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{notes}"


def cut_note(rows: int) -> Label:
    """What people are told of a table that a limit cut."""
    return Label(f"chỉ có {rows} dòng đầu, còn nữa", f"{rows} rows shown, more exist")


def in_words(cell: Value, lang: str) -> Value:
    """One cell as people read it."""
    return cell.words.text(lang) if isinstance(cell, Coded) else cell


def _first_of(rows: int) -> Label:
    return Label(f"{ROWS_SHOWN} dòng đầu trong {rows} dòng", f"the first {ROWS_SHOWN} of {rows} rows")


def _both(words: Label) -> str:
    """In both languages, where they differ: a notebook has no language."""
    return " / ".join(dict.fromkeys((_escape(words.vi), _escape(words.en))))


def _escape(cell: Value) -> str:
    return "" if cell is None else html.escape(str(cell))


@dataclass(frozen=True, slots=True)
class Triples:
    """What CONSTRUCT and DESCRIBE answer: distinct triples in order, each term in N-Triples form.

    ``more`` is True where a limit left some out.
    """

    triples: tuple[tuple[str, str, str], ...]
    more: bool = False

    def to_ntriples(self) -> str:
        """The triples as N-Triples text, which every RDF reader takes."""
        return "".join(f"{subject} {predicate} {obj} .\n" for subject, predicate, obj in self.triples)
