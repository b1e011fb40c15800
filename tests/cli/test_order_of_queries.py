"""What the commands ask a store is written as the named questions are: patterns, then OPTIONAL, then BIND."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from order_of_parts import joined_too_late
from policygraph.cli.main import cli
from policygraph.namespaces import PRELUDE
from policygraph.store.reader import Store

COMMANDS = """
compare 4780/KH-UBND 2834/QĐ-UBND
cooperation --agencies
coverage 4780/KH-UBND 2834/QĐ-UBND
depends "Đề án vị trí việc làm"
depends 1557/QĐ-TTg
depends 1557/QĐ-TTg --limit 1
export -f akn --document 4780/KH-UBND --source data/documents
export -f gexf
export -f kumu
export -f sqlite
export -f webanno
force 1557/QĐ-TTg --as-of 2014-01-01
impact "Đề án vị trí việc làm"
impact 1557/QĐ-TTg
info
lag 1557/QĐ-TTg
lint
lint --document 4780/KH-UBND --as-of 2014-01-01
order 4780/KH-UBND
path 4780/KH-UBND 1557/QĐ-TTg
planned --as-of 2014-01-01
search "vị trí việc làm"
show https://w3id.org/policygraph/id/agency/ben-tre/so-noi-vu
show 1557/QĐ-TTg
timeline
view
why "Sở Nội vụ" 2013-Q4
workload --by quarter --groups expanded
workload --show peaks
workload --show unled
workload -P "Bến Tre"
"""


@pytest.mark.parametrize("command", COMMANDS.strip().splitlines())
def test_patterns_come_first(command: str, real_build: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[str] = set()
    query = Store.query

    def remembering(store: Store, text: str, /, **how: Any) -> Any:
        asked.add(text)
        return query(store, text, **how)

    monkeypatch.setattr(Store, "query", remembering)
    words = shlex.split(command)
    if words[0] in ("export", "view"):
        words += ["-o", str(tmp_path / "written")]
    done = CliRunner().invoke(cli, [*words, "--lang", "en"], env={"POLICYGRAPH_STORE": str(real_build)})
    assert done.exit_code == 0, done.output
    assert asked
    for text in asked:
        assert joined_too_late(text if "PREFIX" in text else PRELUDE + text) == [], text
