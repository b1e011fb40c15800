"""Documents made from the two real ones, as many as wanted: to measure speed, never how well documents are read.

Each has so many items (at most 20) and citations (at most 10), and the evidence of both: 20 and 10 make about 3,500
triples, 4 and 2 about 850. Provinces, ministries, years, numbers, agencies, instruments
and cited documents differ from one to the next as they do in life, and so do their sentences; the same number gives
the same document. Words are exchanged only for words of the same length, so that all offsets stay true.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import msgspec

from policygraph import pipeline, resources
from policygraph.identifiers import agency_iri, document_iri
from policygraph.model import Agency, Citation, Document, DocumentFacts, Evidence, Instrument, Item, Relation

DOCUMENTS = Path(__file__).resolve().parents[1] / "data" / "documents"
ITEMS, CITATIONS = 20, 10  # of a whole document
FIRST_YEAR, YEARS = 2012, 13
SERIAL = 1000  # serials have four digits, as those of the two documents
POPULAR = 40
_YEAR = re.compile(r"\b20(1[2-6])\b")
_PREDICATES = ("hasLegalBasis", "hasLegalBasis", "implements", "cites", "implements", "details", "cites")
_CONSONANTS = "bcdghklmnpqrstvx"
_TOPIC = "\N{TAMIL AS ABOVE SIGN}"  # stands in a template where the number of the topic goes; no text holds it


@dataclass(frozen=True)
class Size:
    """How much stands in each made document."""

    items: int = ITEMS
    citations: int = CITATIONS


@dataclass(frozen=True)
class Template:
    """One of the real documents, trimmed, as JSON; ``slug`` and ``name`` are its province's, ``number`` its own."""

    json: str
    slug: str
    name: str
    number: str
    iri: str


def facts(k: int, size: Size = Size()) -> DocumentFacts:
    """The document number ``k``, counted from 0."""
    place, year, serial, topic = _coordinates(k)
    template = _templates(size)[k // 5 % 2]
    ministry = _ministries()[place - len(_provinces())] if place >= len(_provinces()) else None
    slug, name = ("vn", ministry[1]) if ministry else _provinces()[place]
    symbol = template.number.split("/")[1] if ministry is None else f"KH-{ministry[0]}"
    number = f"{serial}/{symbol}"
    issuer = f"Ủy ban nhân dân tỉnh {name}" if ministry is None else name
    text = _of_year(template, year - 2013)
    swaps = {
        template.iri: document_iri(slug, number, None, year),
        template.number: number if ministry is None else f"{serial}/{template.number.split('/')[1]}",
        f"{_issuer(template).iri}": agency_iri(slug, issuer),
        f'"{_issuer(template).label}"': f'"{issuer}"',
        f"/agency/{template.slug}/": f"/agency/{slug}/",
        f"/instrument/{template.slug}/": f"/instrument/{slug}/",
        f'"jurisdiction":"{template.slug}"': f'"jurisdiction":"{slug}"',
        " của ": f" {_code(k)} ",
        _TOPIC: str(topic),
    }
    if ministry is not None:
        swaps |= {"/agency/vn/so-": "/agency/vn/bo-", '"label":"Sở ': '"label":"Bộ '}
        swaps |= {"agency-department": "agency-ministry"}
    for old, new in swaps.items():
        text = text.replace(old, new)
    made = msgspec.json.decode(text.encode(), type=DocumentFacts)
    source = replace(made.text.source, path=f"{k}.txt", sha256=hashlib.sha256(str(k).encode()).hexdigest())
    made = replace(made, text=replace(made.text, source=source), document=replace(made.document, number=number))
    return _with_citations(made, k)


def iri_of(k: int) -> str:
    """The IRI of document number ``k``."""
    return _document(k).iri


def _coordinates(k: int) -> tuple[int, int, int, int]:
    """Place, year, serial and topic of a document: neighbours are of other places, then of other years."""
    places = len(_provinces()) + len(_ministries())
    rest, place = divmod(k, places)
    topic, year = divmod(rest, YEARS)
    return place, FIRST_YEAR + year, SERIAL + topic, topic


def _document(k: int) -> Document:
    """A made document as others cite it."""
    place, year, serial, _ = _coordinates(k)
    provinces = _provinces()
    ministry = _ministries()[place - len(provinces)] if place >= len(provinces) else None
    slug = "vn" if ministry else provinces[place][0]
    symbol = f"KH-{ministry[0]}" if ministry else _templates(Size())[k // 5 % 2].number.split("/")[1]
    number = f"{serial}/{symbol}"
    kind = symbol.split("-")[0]
    return Document(document_iri(slug, number, None, year), number, kind, None, None, None, year, None, slug)


def _national(n: int) -> Document:
    """A national document that is only cited: the lower its number, the more often."""
    number, year = f"{n + 1}/QĐ-TTg", FIRST_YEAR - n % 10
    iri = document_iri("vn", number, None, year)
    issuer = Agency(
        agency_iri("vn", "Thủ tướng Chính phủ"), "Thủ tướng Chính phủ", "agency-prime-minister", "vn", False
    )
    return Document(iri, number, "QĐ", None, None, f"{year}-01-{n % 28 + 1:02d}", None, issuer, "vn")


def _cited(k: int) -> Iterator[Document]:
    """Ten documents, by turns: earlier ones of the same place, popular national ones, rarer ones."""
    chance = random.Random(k)
    places = len(_provinces()) + len(_ministries())
    for n in range(CITATIONS):
        earlier = k - places * chance.randint(1, 40)
        if n % 3 == 0 and earlier >= 0:
            yield _document(earlier)
        elif n % 3 == 2:
            yield _national(POPULAR + chance.randrange(1 + k // 20) * 3 + n % 3)
        else:
            yield _national(min(chance.randrange(POPULAR), chance.randrange(POPULAR)))


def _with_citations(made: DocumentFacts, k: int) -> DocumentFacts:
    citations = tuple(
        replace(
            citation,
            document=document,
            mention=replace(citation.mention, number=document.number, date=document.date, type=document.type),
        )
        for citation, document in zip(made.citations, _cited(k), strict=False)
    )
    relations = [_relation(made.document.iri, p, c) for p, c in zip(_PREDICATES, citations, strict=False)]
    relations += [_relation(item.iri, "implements", c) for item, c in zip(made.items, citations[2:], strict=False)]
    if k % 7 == 0:
        relations.append(replace(_relation(made.items[0].iri, "replaces", citations[-1]), planned=True))
    if k % 50 == 0:
        relations.append(_relation(made.document.iri, "replaces", citations[0]))
    return replace(made, citations=citations, relations=tuple(relations))


def _relation(subject: str, predicate: str, citation: Citation) -> Relation:
    mention = citation.mention
    words = Evidence(mention.start, mention.end, mention.text, f"relation-{predicate}", 0.97)
    return Relation(subject, predicate, citation.document, mention, False, "whole", words)


@cache
def _templates(size: Size) -> tuple[Template, ...]:
    found = [made for made in pipeline.extract([DOCUMENTS]) if isinstance(made, DocumentFacts)]
    names = dict(_provinces())
    mentions = [citation for made in found for citation in made.citations]
    return tuple(_template(made, names[made.document.jurisdiction], mentions, size) for made in found)


def _template(made: DocumentFacts, name: str, mentions: list[Citation], size: Size) -> Template:
    """The document with citations that are put in later, and its items, tasks first."""
    order = {"task": 0, "key-task": 1, "report": 2, "duty": 3, "objective": 4}
    items = sorted(made.items, key=lambda item: (order[item.kind], item.evidence.start))
    tasks = size.items * 7 // 10
    kept = [*items[:tasks], *[item for item in items[tasks:] if item.kind != "task"][: size.items - tasks]]
    standing = {item.eid for item in kept}
    provisions = [one for one in made.provisions if one.eid in standing or one.parent is None]
    known = {one.eid for one in provisions}
    trimmed = replace(
        made,
        items=tuple(map(_with_topics, kept)),
        provisions=tuple(replace(one, parent=one.parent if one.parent in known else None) for one in provisions),
        citations=tuple(_placed(made, n, mentions[n % len(mentions)]) for n in range(size.citations)),
        relations=(),
        approvals=(),
    )
    document = made.document
    assert document.number is not None
    return Template(msgspec.json.encode(trimmed).decode(), document.jurisdiction, name, document.number, document.iri)


def _placed(made: DocumentFacts, n: int, like: Citation) -> Citation:
    """A citation of a document that is put in later, on words of this text."""
    start = 400 + 90 * n
    end = start + len(like.mention.text)
    mention = replace(like.mention, text=made.text.content[start:end], start=start, end=end)
    return replace(like, document=replace(like.document, iri=f"cited-{n}"), mention=mention, status="resolved")


def _with_topics(item: Item) -> Item:
    def topical(one: Instrument) -> Instrument:
        return replace(
            one,
            iri=f"{one.iri}-{_TOPIC}",
            concept=f"{one.concept}-{_TOPIC}",
            concept_label=f"{one.concept_label} {_TOPIC}",
            label=f"{one.label} {_TOPIC}",
        )

    return replace(
        item, instruments=tuple(replace(use, instrument=topical(use.instrument)) for use in item.instruments)
    )


@cache
def _of_year(template: Template, later: int) -> str:
    """The template with all its years moved; they keep their length."""
    return _YEAR.sub(lambda match: f"20{int(match[1]) + later:02d}", template.json).replace(
        template.iri.replace("/2013/", f"/{2013 + later}/"), template.iri
    )


def _issuer(template: Template) -> Agency:
    label = f"Ủy ban nhân dân tỉnh {template.name}"
    return Agency(agency_iri(template.slug, label), label, "agency-peoples-committee", template.slug, False)


def _code(k: int) -> str:
    """Three letters in place of a common word of three: sentences of different documents differ."""
    digits = hashlib.sha256(str(k).encode()).digest()
    return "".join(_CONSONANTS[digit % len(_CONSONANTS)] for digit in digits[:3])


@cache
def _provinces() -> tuple[tuple[str, str], ...]:
    """Slug and name of the 63 provinces of the time."""
    rows = resources.gazetteer("provinces")
    return tuple(sorted({row["slug"]: row["name"] for row in rows if row["valid_until"]}.items()))


@cache
def _ministries() -> tuple[tuple[str, str], ...]:
    """Symbol and name of ministries."""
    rows = resources.gazetteer("issuer_symbols")
    return tuple(sorted({row["symbol"]: row["label"] for row in rows if row["label"].startswith("Bộ ")}.items()))
