"""Who does what to a cited document: the document, its annex, an item, or another cited document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import regex

from policygraph.model import Citation, Document, Evidence, Outline, Relation, RelationMention

# What is done "theo Nghị định …" in a paragraph of a letter or a norm says nothing of the whole document;
# in a plan it does, unless it is only said how something is done.
_TELLING = {"L", "BL", "PL", "NĐ", "TT", "TTLT", "CV"}
_LETTER = "CV"
_FIRST_PARAGRAPH = regex.compile(r"(?:indent_\d+__)?para_1")  # below the addressees
_CONSOLIDATED = "VBHN"


def resolve_relations(
    outline: Outline,
    home: Document,
    mentions: Sequence[RelationMention],
    citations: Sequence[Citation | None],
    items: Mapping[str, str],
) -> tuple[Relation, ...]:
    """One relation for each mention whose object is another document, in the order given.

    ``citations`` runs beside the mentions of documents (None where the document names itself); ``items``
    leads from element ids to the IRIs of items.
    """
    resolver = _Subjects(outline, home, citations, items)
    found = []
    for mention in mentions:
        citation = citations[mention.citation]
        if citation is not None:
            found.append(_relation(outline.text.content, mention, citation, resolver))
    return tuple(found)


def _relation(content: str, mention: RelationMention, citation: Citation, subjects: _Subjects) -> Relation:
    subject, is_item = subjects.of(mention)
    home = subjects.home
    demoted = (
        _is_in_passing(mention, home, is_item)
        or _is_copied_form(mention, subject, home, citation.document)
        or (_is_consolidated(home) and mention.rule.startswith("relation-enacting"))
    )
    return Relation(
        subject=subject,
        predicate="cites" if demoted else mention.predicate,
        object=citation.document,
        citation=citation.mention,
        planned=mention.planned,
        scope=mention.scope,
        evidence=Evidence(
            mention.start, mention.end, content[mention.start : mention.end], mention.rule, mention.confidence
        ),
    )


def _is_in_passing(mention: RelationMention, home: Document, is_item: bool) -> bool:
    """Whether a paragraph that is no task only says by what something is done."""
    if mention.predicate != "implements" or mention.subject is None or is_item:
        return False
    if home.type == _LETTER and mention.text[:1].isupper() and _FIRST_PARAGRAPH.fullmatch(mention.subject):
        return False  # "Thực hiện Quyết định …, Sở đề nghị …": with this a letter says why it is written
    return home.type in _TELLING or (home.type is not None and mention.text.lower().startswith("theo"))


def _is_copied_form(mention: RelationMention, subject: str, home: Document, other: Document) -> bool:
    """Whether an annex holds a form that a document of another kind issued ("Mẫu số 6 … kèm theo Thông tư …")."""
    of_annex = mention.predicate == "annexOf" and subject != home.iri
    return of_annex and home.type not in (None, other.type) and not _is_consolidated(home)


def _is_consolidated(home: Document) -> bool:
    """Whether a text puts others together: its footnotes quote how those were enacted, its annexes are theirs."""
    return home.type == _CONSOLIDATED or f"/{_CONSOLIDATED}-" in (home.number or "")


class _Subjects:
    """Finds the IRI that a relation's words are about."""

    def __init__(
        self, outline: Outline, home: Document, citations: Sequence[Citation | None], items: Mapping[str, str]
    ) -> None:
        self.outline = outline
        self.home = home
        self.citations = citations
        self.items = items
        self.parents = {p.eid: p.parent for p in outline.provisions}

    def of(self, mention: RelationMention) -> tuple[str, bool]:
        """The subject's IRI, and whether it is an item."""
        if mention.subject_citation is not None:
            other = self.citations[mention.subject_citation]
            return (other.document.iri if other else self.home.iri), False
        item = self._item(mention.subject)
        return (item, True) if item else (self._part(mention.start), False)

    def _item(self, eid: str | None) -> str | None:
        """The item that a provision is, or stands in."""
        while eid is not None and eid not in self.items:
            eid = self.parents.get(eid)
        return self.items[eid] if eid is not None else None

    def _part(self, position: int) -> str:
        """The annex in which the words stand, or the document."""
        for number, annex in enumerate(self.outline.annexes, start=1):
            if annex.start <= position < annex.end:
                return f"{self.home.iri}/annex/{number}"
        return self.home.iri
