"""``policygraph.toml``: what a project sets once for all who work in its folder."""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path

from policygraph.cli.messages import LANGUAGES
from policygraph.cli.tables import TABLE_FORMATS
from policygraph.errors import BadResource

FILE = "policygraph.toml"
VARIABLES = {
    "store": "POLICYGRAPH_STORE",
    "lang": "POLICYGRAPH_LANG",
    "format": "POLICYGRAPH_FORMAT",
    "queries": "POLICYGRAPH_QUERIES",
}
_VALUES = {"lang": LANGUAGES, "format": TABLE_FORMATS}


def adopt(environment: MutableMapping[str, str], folder: Path) -> None:
    """Set what ``folder``'s file says and the environment does not; options of a command win over both.

    Raises ``BadResource`` for a file that is no TOML, or that sets what there is not.
    """
    path = folder / FILE
    if not path.is_file():
        return
    for key, value in _read(path).items():
        if key not in VARIABLES:
            raise BadResource(f"there is no setting {key}", place=FILE, hint=f"known are: {', '.join(VARIABLES)}")
        if not isinstance(value, str) or value not in _VALUES.get(key, (value,)):
            hint = f"known are: {', '.join(_VALUES[key])}" if key in _VALUES else None
            raise BadResource(f"{value!r} cannot be the {key}", place=FILE, hint=hint)
        environment.setdefault(VARIABLES[key], value)


def _read(path: Path) -> dict[str, object]:
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadResource(f"not TOML: {error}", place=FILE) from error
