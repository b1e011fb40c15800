"""DOC (Word 97–2003) and RTF: LibreOffice turns them into DOCX, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from policygraph.errors import UnreadableDocument
from policygraph.reading.blocks import RawText
from policygraph.reading.docx import read_docx
from policygraph.reading.missing import missing_libreoffice

LONGEST = 180  # seconds that a conversion may take
PROGRAMS = ("soffice", "libreoffice")
# Macros are never run and nothing that a document links to is fetched.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel"><value>3</value>
</prop><prop oor:name="DisableMacrosExecution"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop></item>
</oor:items>
"""


def read_converted(data: bytes, name: str, ending: str) -> RawText:
    """The text of a DOC or RTF file (``ending`` says which), as of the DOCX it becomes.

    Raises ``UnreadableDocument`` when LibreOffice is not installed, fails or takes too long.
    """
    what = ending.removeprefix(".").upper()
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise missing_libreoffice(what, name)
    with TemporaryDirectory(prefix="policygraph-") as folder:
        return read_docx(_docx(program, data, Path(folder), ending, name), name)


def _docx(program: str, data: bytes, folder: Path, ending: str, name: str) -> bytes:
    source = folder / f"source{ending}"
    source.write_bytes(data)
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    options = ["--headless", "--norestore", "--convert-to", "docx", "--outdir", str(folder)]
    command = [program, f"-env:UserInstallation={profile.as_uri()}", *options, str(source)]
    try:
        subprocess.run(command, check=True, timeout=LONGEST, capture_output=True, stdin=subprocess.DEVNULL)
        return (folder / "source.docx").read_bytes()
    except (subprocess.SubprocessError, OSError) as error:
        hint = "open it in a word processor and save it as DOCX"
        raise UnreadableDocument("LibreOffice could not convert it", place=name, hint=hint) from error
