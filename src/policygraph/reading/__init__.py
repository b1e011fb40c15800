"""From a file to its words: decoded, NFC, one kind of line end and space, offsets that lead back."""

from policygraph.reading.files import document_paths, read_bytes, read_string, read_text
from policygraph.reading.normalise import source_offset

__all__ = ["document_paths", "read_bytes", "read_string", "read_text", "source_offset"]
