-- Made when all rows are in: indexes, the search table and the questions that people usually ask.

CREATE INDEX evidence_by_edge ON evidence (subject, predicate, object);
CREATE INDEX items_by_document ON items (document);
CREATE INDEX participations_by_agency ON participations (agency);
CREATE INDEX deadlines_by_item ON deadlines (item);
CREATE INDEX citations_by_target ON citations (target);
CREATE INDEX relations_by_object ON relations (object);

-- Written without spaces as Datasette looks for it. Marks count in "label" (tokens keep them), not in "folded".
CREATE VIRTUAL TABLE nodes_fts USING fts5 (
  label, folded, content="nodes", content_rowid="id", tokenize="unicode61 remove_diacritics 0"
);
INSERT INTO nodes_fts (nodes_fts) VALUES ('rebuild');

-- Who has to do what, with whom, by when?
CREATE VIEW tasks AS
SELECT
  jurisdictions.label AS province,
  documents.number AS document,
  items.path,
  items.description,
  (
    SELECT group_concat(name, '; ') FROM (
      SELECT agencies.name FROM participations JOIN agencies ON agencies.iri = participations.agency
      WHERE participations.item = items.iri AND role = 'ledBy' ORDER BY agencies.name
    )
  ) AS lead,
  (
    SELECT group_concat(name, '; ') FROM (
      SELECT agencies.name FROM participations JOIN agencies ON agencies.iri = participations.agency
      WHERE participations.item = items.iri AND role = 'coordinatedBy' ORDER BY agencies.name
    )
  ) AS coordinate,
  (
    SELECT group_concat(words, '; ') FROM (
      SELECT words FROM deadlines WHERE deadlines.item = items.iri ORDER BY deadlines.iri
    )
  ) AS deadline,
  (SELECT max(latest) FROM deadlines WHERE deadlines.item = items.iri) AS latest,
  items.iri AS item
FROM items
JOIN documents ON documents.iri = items.document
LEFT JOIN jurisdictions ON jurisdictions.iri = documents.jurisdiction
WHERE items.kind = 'task'
ORDER BY province, document, items.position;

-- How many tasks does each agency lead and coordinate, and when do they end?
CREATE VIEW workload AS
SELECT
  jurisdictions.label AS province,
  agencies.name AS agency,
  agencies.is_group,
  participations.role,
  substr(last.latest, 1, 4) || '-Q' || ((CAST(substr(last.latest, 6, 2) AS INTEGER) + 2) / 3) AS quarter,
  count(DISTINCT items.iri) AS tasks,
  agencies.iri
FROM participations
JOIN items ON items.iri = participations.item AND items.kind = 'task'
JOIN agencies ON agencies.iri = participations.agency
LEFT JOIN jurisdictions ON jurisdictions.iri = agencies.jurisdiction
LEFT JOIN (SELECT item, max(latest) AS latest FROM deadlines GROUP BY item) AS last ON last.item = items.iri
WHERE participations.role IN ('ledBy', 'coordinatedBy')
GROUP BY province, agency, agencies.iri, role, quarter
ORDER BY province, tasks DESC, agency, role, quarter;

-- Every edge between two nodes, whichever table it stands in.
CREATE VIEW edges AS
SELECT subject, predicate, object, planned, inferred FROM relations
UNION ALL SELECT item, role, agency, 0, 0 FROM participations
UNION ALL SELECT iri, 'setOutIn', document, 0, 0 FROM items WHERE document IS NOT NULL
UNION ALL SELECT iri, 'issuedBy', issuer, 0, 0 FROM documents WHERE issuer IS NOT NULL
UNION ALL SELECT iri, 'instanceOfConcept', concept, 0, 0 FROM instruments WHERE concept IS NOT NULL;

-- What is related to what, in which words? One row a sentence; an edge that was worked out has none.
CREATE VIEW edges_with_words AS
SELECT
  edges.subject, here.label AS subject_label, edges.predicate, edges.object, there.label AS object_label,
  edges.planned, edges.inferred, evidence.quote, evidence.document AS source, evidence.start, evidence."end",
  evidence.rule, evidence.confidence
FROM edges
JOIN nodes AS here ON here.iri = edges.subject
JOIN nodes AS there ON there.iri = edges.object
LEFT JOIN evidence
  ON evidence.subject = edges.subject AND evidence.predicate = edges.predicate AND evidence.object = edges.object;

-- What do documents plan to replace, amend or repeal?
CREATE VIEW planned_changes AS
SELECT subject_label AS what, predicate, object_label AS changed, quote, source
FROM edges_with_words
WHERE planned
ORDER BY object_label, subject_label;

-- Which deadlines end before their document was issued?
CREATE VIEW deadlines_before_issue AS
SELECT documents.number AS document, items.path, items.description, deadlines.words, deadlines.latest, documents.date
FROM deadlines
JOIN items ON items.iri = deadlines.item
JOIN documents ON documents.iri = items.document
WHERE length(deadlines.latest) = 10 AND length(documents.date) = 10 AND deadlines.latest < documents.date
ORDER BY document, items.position;

-- Which citations lead to no document for certain?
CREATE VIEW citations_unresolved AS
SELECT documents.number AS document, citations.quote, citations.resolution, citations.start
FROM citations
JOIN documents ON documents.iri = citations.document
WHERE citations.resolution <> 'resolved'
ORDER BY document, citations.start;
