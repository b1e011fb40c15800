"""Named questions and SPARQL: text in, tables out."""
