"""A named question to begin with: well formed, and an answer to something."""

from __future__ import annotations

from pathlib import Path

from policygraph.errors import BadQuery, OutputFailed
from policygraph.query.named import NAME, query_files

TEXT = """\
# title-vi: Tên câu hỏi
# title-en: Title of the question
# question-vi: Tỉnh này có những nhiệm vụ nào?
# question-en: Which tasks does this province have?
# param: tinh name optional — Tỉnh, thành phố / Province
# column: province string — Tỉnh, thành phố / Province
# column: path path — Mục / Place
# column: description string — Nội dung / Content
# column: item iri — IRI / IRI
# example: tinh=Bến Tre
PREFIX pg: <https://w3id.org/policygraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?province ?path ?description ?item WHERE {
  { SELECT DISTINCT ?place WHERE { ?place a pg:Jurisdiction ; pg:key ?tinh } }
  ?place rdfs:label ?province . ?plan pg:jurisdiction ?place .
  ?item pg:setOutIn ?plan ; a pg:Task ; pg:path ?path ; pg:description ?description .
} ORDER BY ?province ?path ?item
"""


def new_query(name: str, folder: Path) -> Path:
    """Write a question that can be changed into ``folder``, which is made where it is missing, and tell where.

    Raises ``BadQuery`` for a name that cannot be one or that a question has, ``OutputFailed`` for a file that is
    there already or cannot be written.
    """
    if not NAME.fullmatch(name):
        raise BadQuery(
            f"{name!r} cannot name a query", hint="use small letters without marks, digits and single hyphens"
        )
    if name in query_files():
        raise BadQuery(f"there is another query named {name!r}", hint="choose another name")
    path = folder / f"{name}.rq"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(TEXT)
    except FileExistsError as error:
        hint = "choose another name, or change that file"
        raise OutputFailed("the file exists already", place=str(path), hint=hint) from error
    except OSError as error:
        raise OutputFailed(
            f"cannot be written: {error.strerror}", place=str(path), hint="choose another folder"
        ) from error
    return path
