"""Named questions and SPARQL: text in, tables out."""

from policygraph.query.engine import Queryable
from policygraph.query.named import Column, NamedQuery, Parameter, list_queries, load_query
from policygraph.query.results import Coded, Kind, Label, ResultTable, Triples, Value
from policygraph.query.run import run_query, run_sparql, select_rows

__all__ = [
    "Coded",
    "Column",
    "Kind",
    "Label",
    "NamedQuery",
    "Parameter",
    "Queryable",
    "ResultTable",
    "Triples",
    "Value",
    "list_queries",
    "load_query",
    "run_query",
    "run_sparql",
    "select_rows",
]
