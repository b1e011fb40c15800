"""Tables and records as bytes: one writer a format, the same bytes for the same input."""
