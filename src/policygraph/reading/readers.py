"""Each format's own reader. Those that are slow to load, or need libraries, are loaded only when asked for."""

from __future__ import annotations

from dataclasses import replace

from policygraph.errors import UnreadableDocument
from policygraph.reading.blocks import RawText
from policygraph.reading.decoding import decode, decode_html
from policygraph.reading.formats import DOC, DOCX, HTML, IMAGES, PDF, RTF


def raw_text(data: bytes, name: str, media_type: str, *, ocr: bool = False) -> RawText:
    """The text of a file's bytes in that format. Raises ``UnreadableDocument`` with what can be done."""
    if media_type == HTML:
        from policygraph.reading.html import read_html

        page = decode_html(data, name)
        return replace(read_html(page), source=page)
    if media_type == DOCX:
        from policygraph.reading.docx import read_docx

        return read_docx(data, name)
    if media_type == PDF:
        from policygraph.reading.pdf import read_pdf

        return read_pdf(data, name, ocr=ocr)
    if media_type in (DOC, RTF):
        from policygraph.reading.converted import read_converted

        return read_converted(data, name, ".doc" if media_type == DOC else ".rtf")
    if media_type in IMAGES:
        return _image_text(data, name, ocr)
    return plain_text(decode(data, name))


def plain_text(content: str) -> RawText:
    """A text that is its own source."""
    return RawText(content, source=content)


def _image_text(data: bytes, name: str, ocr: bool) -> RawText:
    if not ocr:
        hint = "read it with --ocr, or give the document as text"
        raise UnreadableDocument("this is a picture, not text", place=name, hint=hint)
    from policygraph.reading.ocr import read_image

    return read_image(data, name)
