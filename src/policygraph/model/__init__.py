"""The records that travel between the stages: frozen, slotted, without behaviour.

Two families, and the words never swap places in code:

* a *mention* is what a text says (``extract`` makes them, offsets into one text);
* a *fact* is what we hold to be so (``resolve`` makes them, IRIs instead of names).

All offsets are half-open and count code points of ``Text.content`` (NFC). All dates are ISO strings
(``"2013-10-03"``), because documents also know years and quarters and ``datetime.date`` does not.
"""

from __future__ import annotations

from policygraph.model.facts import (
    Agency,
    AnnexFact,
    Approval,
    Citation,
    Deadline,
    Document,
    DocumentFacts,
    Evidence,
    HeaderFact,
    Instrument,
    InstrumentUse,
    Item,
    Participation,
    Relation,
    Status,
)
from policygraph.model.mentions import (
    AgencyMention,
    CitationMention,
    DeadlineMention,
    Finding,
    HeaderMention,
    InstrumentMention,
    ItemKind,
    ItemMention,
    Recurrence,
    RelationMention,
    SignerMention,
    Target,
)
from policygraph.model.outline import Annex, Cell, Leaf, Outline, Part, Provision, Row, Table
from policygraph.model.text import Source, Text

__all__ = [
    "Agency",
    "AgencyMention",
    "Annex",
    "AnnexFact",
    "Approval",
    "Cell",
    "Citation",
    "CitationMention",
    "Deadline",
    "DeadlineMention",
    "Document",
    "DocumentFacts",
    "Evidence",
    "Finding",
    "HeaderFact",
    "HeaderMention",
    "Instrument",
    "InstrumentMention",
    "InstrumentUse",
    "Item",
    "ItemKind",
    "ItemMention",
    "Leaf",
    "Outline",
    "Part",
    "Participation",
    "Provision",
    "Recurrence",
    "Relation",
    "RelationMention",
    "Row",
    "SignerMention",
    "Source",
    "Status",
    "Table",
    "Target",
    "Text",
]
