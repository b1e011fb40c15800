"""The figures and the single items as tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from policygraph.evaluation.figures import Figure, RuleFigure
from policygraph.evaluation.judgement import Judgement, Scored
from policygraph.evaluation.words import OUTCOMES, SECTIONS, SPLITS
from policygraph.query.results import Kind, Label, ResultTable, Value
from policygraph.query.words import SEPARATOR, coded

DIGITS: Final = 4

_FIGURES: Final[dict[str, tuple[Label, Kind]]] = {
    "split": (Label("Tập", "Split"), "code"),
    "section": (Label("Phần", "Section"), "code"),
    "documents": (Label("Số văn bản", "Documents"), "integer"),
    "precision": (Label("Độ chính xác", "Precision"), "number"),
    "recall": (Label("Độ phủ", "Recall"), "number"),
    "f1": (Label("F1", "F1"), "number"),
    "false_in_100": (Label("Sai trên 100", "False in 100"), "number"),
    "hits": (Label("Đúng", "Hits"), "integer"),
    "missed": (Label("Sót", "Missed"), "integer"),
    "extra": (Label("Thừa", "Extra"), "integer"),
    "rules": (Label("Mã bộ quy tắc", "Digest of the rules"), "string"),
}
_ITEMS: Final[dict[str, tuple[Label, Kind]]] = {
    "document": (Label("Văn bản", "Document"), "string"),
    "split": (Label("Tập", "Split"), "code"),
    "section": (Label("Phần", "Section"), "code"),
    "outcome": (Label("Kết quả", "Outcome"), "code"),
    "item": (Label("Mục", "Item"), "string"),
    "rules": (Label("Quy tắc", "Rules"), "list"),
}
_RULES: Final[dict[str, tuple[Label, Kind]]] = {
    "section": (Label("Phần", "Section"), "code"),
    "rule": (Label("Quy tắc", "Rule"), "string"),
    "right": (Label("Đúng", "Right"), "integer"),
    "wrong": (Label("Sai", "Wrong"), "integer"),
    "precision": (Label("Độ chính xác", "Precision"), "number"),
    "lower_bound": (Label("Cận dưới 95 %", "Lower bound, 95 %"), "number"),
    "confidence": (Label("Độ tin cậy", "Confidence"), "number"),
}


def figures_table(figures: Iterable[Figure], rules_digest: str | None = None) -> ResultTable:
    """One row a split and section; ``rules_digest`` tells which rules read the documents, where that is known."""
    rows = tuple((*_figure_row(figure), rules_digest) for figure in figures)
    return _table(Label("Đọc đúng đến đâu", "How well documents are read"), _FIGURES, rows)


def judgements_table(scored: Iterable[Scored]) -> ResultTable:
    """One row an item that was missed or is extra."""
    rows = tuple(
        (document.answer.id, coded(document.answer.split, SPLITS), *_judgement_cells(j))
        for document in scored
        for j in document.judgements
        if j.outcome != "hit"
    )
    return _table(Label("Sót và thừa so với đáp án", "Missed and extra against the answers"), _ITEMS, rows)


def rules_table(figures: Iterable[RuleFigure]) -> ResultTable:
    """One row a section and rule."""
    return _table(
        Label("Từng quy tắc đúng đến đâu", "How often each rule is right"), _RULES, tuple(map(_rule_row, figures))
    )


def _judgement_cells(judgement: Judgement) -> tuple[Value, ...]:
    rules = SEPARATOR.join(sorted(judgement.rules)) or None
    return (coded(judgement.section, SECTIONS), coded(judgement.outcome, OUTCOMES), judgement.words, rules)


def _figure_row(figure: Figure) -> tuple[Value, ...]:
    named = coded(figure.split, SPLITS), coded(figure.section, SECTIONS)
    shares = (round(share, DIGITS) for share in (figure.precision, figure.recall, figure.f1))
    false = round(figure.false_in_100, DIGITS - 2)
    return (*named, figure.documents, *shares, false, figure.hits, figure.missed, figure.extra)


def _rule_row(figure: RuleFigure) -> tuple[Value, ...]:
    shares = (round(share, DIGITS) for share in (figure.precision, figure.lower_bound, figure.confidence))
    return (coded(figure.section, SECTIONS), figure.rule, figure.right, figure.wrong, *shares)


def _table(title: Label, columns: dict[str, tuple[Label, Kind]], rows: tuple[tuple[Value, ...], ...]) -> ResultTable:
    labels, kinds = zip(*columns.values(), strict=True)
    return ResultTable(title, tuple(columns), rows, labels, kinds)
