"""What makes a one-file page safe: data that cannot end its element, scripts that are known by their hash."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from typing import Any

_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def json_island(data: Any) -> str:
    r"""JSON that may stand in a ``<script type="application/json">``: no character of it is markup.

    >>> json_island({"label": "</script>"})
    '{"label":"\\u003c/script\\u003e"}'
    """
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def content_hash(text: str) -> str:
    """A CSP source expression for an inline script or style (CSP Level 3, section 2.3.1).

    >>> content_hash("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def content_security_policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """A policy under which nothing is fetched and only these inline scripts and styles take effect.

    Styles need no ``'unsafe-inline'``: vis-network sets them through the CSSOM, which a policy allows.
    ``img-src data:`` is for the empty icon and for the picture that is printed.
    """
    return "; ".join(
        (
            "default-src 'none'",
            "script-src " + " ".join(map(content_hash, scripts)),
            "style-src " + " ".join(map(content_hash, styles)),
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
