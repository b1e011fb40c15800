"""Make small PDF files with Vietnamese words, rules and pictures; no font is embedded, only named."""

from __future__ import annotations

from dataclasses import dataclass, field

WIDTH, HEIGHT = 595, 842
EM = 0.5  # every letter is so wide, in times its height


@dataclass
class MadePage:
    """What is drawn on a page; positions in points from the upper left corner."""

    drawn: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, words: str, size: float = 12) -> MadePage:
        glyphs = "".join(f"{ord(letter):04X}" for letter in words)
        self.drawn.append(f"BT /F1 {size} Tf {x} {HEIGHT - y} Td <{glyphs}> Tj ET")
        return self

    def lines(self, x: float, y: float, *lines: str, step: float = 18) -> MadePage:
        for number, words in enumerate(lines):
            self.text(x, y + number * step, words)
        return self

    def centred(self, y: float, words: str) -> MadePage:
        return self.text((WIDTH - len(words) * 12 * EM) / 2, y, words)

    def box(self, x0: float, y0: float, x1: float, y1: float) -> MadePage:
        self.drawn.append(f"{x0} {HEIGHT - y1} {x1 - x0} {y1 - y0} re S")
        return self

    def row(self, y: float, edges: list[float], *cells: str, high: float = 24) -> MadePage:
        """A row of ruled cells between these edges."""
        for left, right, words in zip(edges, edges[1:], cells, strict=False):
            self.box(left, y, right, y + high)
            self.lines(left + 4, y + 15, *words.split("\n"), step=14)
        return self

    def picture(self) -> MadePage:
        """A picture as large as the page."""
        self.drawn.append(f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /I1 Do Q")
        return self


def made_pdf(*pages: MadePage) -> bytes:
    """The bytes of a PDF file with these pages."""
    kids = " ".join(f"{7 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Any /Encoding /Identity-H"
        b" /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Any /DW 500 /FontDescriptor << /Type /FontDescriptor"
        b" /FontName /Any /Flags 4 /Ascent 800 /Descent -200 /FontBBox [0 -200 1000 800] >>"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        _stream(
            b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange"
            b" 1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap"
        ),
        _stream(
            b"\xff", b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
        ),
    ]
    for number, page in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {8 + 2 * number} 0 R"
            " /Resources << /Font << /F1 3 0 R >> /XObject << /I1 6 0 R >> >> >>".encode()
        )
        objects.append(_stream("\n".join(page.drawn).encode()))
    return _file(objects)


def _stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def _file(objects: list[bytes]) -> bytes:
    made, places = b"%PDF-1.7\n", []
    for number, inner in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, inner)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer << /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(made))
    return made + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end
