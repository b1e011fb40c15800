-- The graph as tables: every IRI is a node; a table a kind of node says more of it.
-- Dates are ISO text of any precision ("2013-10-03", "2013-10", "2013"); truths are 0 and 1.

CREATE TABLE metadata (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

-- What the ontology calls the edges, in both languages.
CREATE TABLE predicates (
  name TEXT PRIMARY KEY,
  label_vi TEXT NOT NULL,
  label_en TEXT NOT NULL
);

-- "folded" is for search without marks: label, names, aliases and number in lower-case ASCII.
CREATE TABLE nodes (
  id INTEGER PRIMARY KEY,
  iri TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  label TEXT NOT NULL,
  folded TEXT NOT NULL
);

CREATE TABLE aliases (
  node TEXT NOT NULL REFERENCES nodes (iri),
  alias TEXT NOT NULL,
  PRIMARY KEY (node, alias)
) WITHOUT ROWID;

CREATE TABLE jurisdictions (
  iri TEXT PRIMARY KEY REFERENCES nodes (iri),
  slug TEXT,
  label TEXT
);

CREATE TABLE agencies (
  iri TEXT PRIMARY KEY REFERENCES nodes (iri),
  name TEXT,
  type TEXT,
  jurisdiction TEXT REFERENCES jurisdictions (iri),
  is_group INTEGER
);

-- Documents that were read have a file; all others are only cited.
CREATE TABLE documents (
  iri TEXT PRIMARY KEY REFERENCES nodes (iri),
  number TEXT,
  type TEXT,
  name TEXT,
  title TEXT,
  date TEXT,
  effective TEXT,
  issuer TEXT REFERENCES agencies (iri),
  jurisdiction TEXT REFERENCES jurisdictions (iri),
  annex_of TEXT REFERENCES documents (iri),
  resolution TEXT,
  is_read INTEGER NOT NULL DEFAULT 0,
  file TEXT,
  sha256 TEXT,
  characters INTEGER
);

CREATE TABLE signatures (
  iri TEXT PRIMARY KEY REFERENCES nodes (iri),
  document TEXT REFERENCES documents (iri),
  name TEXT,
  title TEXT
);

CREATE TABLE provisions (
  iri TEXT PRIMARY KEY,
  document TEXT REFERENCES documents (iri),
  eid TEXT,
  kind TEXT,
  path TEXT,
  parent TEXT,
  position INTEGER,
  start INTEGER,
  "end" INTEGER
);

CREATE TABLE items (
  iri TEXT PRIMARY KEY REFERENCES nodes (iri),
  document TEXT REFERENCES documents (iri),
  kind TEXT,
  path TEXT,
  ordinal TEXT,
  section TEXT,
  description TEXT,
  position INTEGER,
  provision TEXT REFERENCES provisions (iri)
);

CREATE TABLE participations (
  item TEXT NOT NULL REFERENCES items (iri),
  agency TEXT NOT NULL REFERENCES agencies (iri),
  role TEXT NOT NULL REFERENCES predicates (name),
  PRIMARY KEY (item, agency, role)
) WITHOUT ROWID;

CREATE TABLE deadlines (
  iri TEXT PRIMARY KEY REFERENCES nodes (iri),
  item TEXT REFERENCES items (iri),
  words TEXT,
  earliest TEXT,
  latest TEXT,
  edtf TEXT,
  operator TEXT,
  recurs_every TEXT,
  recurs_month INTEGER,
  recurs_day INTEGER
);

CREATE TABLE targets (
  iri TEXT PRIMARY KEY REFERENCES nodes (iri),
  item TEXT REFERENCES items (iri),
  value REAL,
  unit TEXT,
  quote TEXT
);

CREATE TABLE concepts (
  iri TEXT PRIMARY KEY REFERENCES nodes (iri),
  label TEXT
);

CREATE TABLE instruments (
  iri TEXT PRIMARY KEY REFERENCES nodes (iri),
  name TEXT,
  kind TEXT,
  jurisdiction TEXT REFERENCES jurisdictions (iri),
  concept TEXT REFERENCES concepts (iri)
);

CREATE TABLE citations (
  iri TEXT PRIMARY KEY,
  document TEXT REFERENCES documents (iri),
  target TEXT REFERENCES documents (iri),
  resolution TEXT,
  provision TEXT,
  quote TEXT,
  start INTEGER,
  "end" INTEGER,
  rule TEXT
);

-- Between the documents that a citation may mean nobody chooses; what is no node was never described.
CREATE TABLE candidates (
  citation TEXT NOT NULL REFERENCES citations (iri),
  document TEXT NOT NULL,
  PRIMARY KEY (citation, document)
) WITHOUT ROWID;

-- Edges between documents, items, instruments and agencies. "planned" has changed nothing yet.
CREATE TABLE relations (
  subject TEXT NOT NULL REFERENCES nodes (iri),
  predicate TEXT NOT NULL REFERENCES predicates (name),
  object TEXT NOT NULL REFERENCES nodes (iri),
  planned INTEGER NOT NULL,
  inferred INTEGER NOT NULL,
  PRIMARY KEY (subject, predicate, object)
) WITHOUT ROWID;

-- What each edge and each property rests on: half-open code points of the document's text.
-- "object" is a node, "value" the words of a property; one of them is empty.
CREATE TABLE evidence (
  iri TEXT PRIMARY KEY,
  document TEXT REFERENCES documents (iri),
  subject TEXT REFERENCES nodes (iri),
  predicate TEXT REFERENCES predicates (name),
  object TEXT REFERENCES nodes (iri),
  value TEXT,
  quote TEXT,
  start INTEGER,
  "end" INTEGER,
  rule TEXT,
  confidence REAL,
  review_status TEXT,
  scope TEXT,
  planned INTEGER
);

CREATE TABLE findings (
  iri TEXT PRIMARY KEY,
  document TEXT REFERENCES documents (iri),
  code TEXT,
  message TEXT,
  quote TEXT,
  start INTEGER,
  "end" INTEGER
);

-- The words around each quotation, by which it is found again in a text that was edited.
CREATE TABLE spans (
  document TEXT NOT NULL REFERENCES documents (iri),
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  prefix TEXT,
  suffix TEXT,
  PRIMARY KEY (document, start, "end")
) WITHOUT ROWID;
