"""How well documents are read: records held to answers made by hand, and two runs held to one another."""

from policygraph.evaluation.answers import Answer, find_record, read_answers
from policygraph.evaluation.changes import changes_table, counts_table, find_changes
from policygraph.evaluation.documents import documents_of
from policygraph.evaluation.figures import Figure, figures_by_rule, figures_by_section
from policygraph.evaluation.judgement import Judgement, Scored
from policygraph.evaluation.judging import score
from policygraph.evaluation.negatives import Negative, read_negatives, score_negative
from policygraph.evaluation.tables import figures_table, judgements_table, rules_table

__all__ = [
    "Answer",
    "Figure",
    "Judgement",
    "Negative",
    "Scored",
    "changes_table",
    "counts_table",
    "documents_of",
    "figures_by_rule",
    "figures_by_section",
    "figures_table",
    "find_changes",
    "find_record",
    "judgements_table",
    "read_answers",
    "read_negatives",
    "rules_table",
    "score",
    "score_negative",
]
