"""The command ``policygraph``: choose a language, run one verb, turn errors into messages and statuses.

Exit statuses: 0 done, 1 failed, 2 bad usage or input, 3 done with findings, 4 nothing matched,
130 interrupted, 141 nobody reads the output any more.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from policygraph import __version__
from policygraph.cli import messages, settings, streams
from policygraph.cli.failures import report
from policygraph.cli.verbs import CONTEXT, VerbGroup

PLACES = {
    "build": "policygraph.cli.building:build",
    "validate": "policygraph.cli.building:validate",
    "lint": "policygraph.cli.linting:lint",
    "info": "policygraph.cli.building:info",
    "search": "policygraph.cli.finding:search",
    "show": "policygraph.cli.finding:show",
    "workload": "policygraph.cli.counting:workload",
    "why": "policygraph.cli.counting:why",
    "cooperation": "policygraph.cli.counting:cooperation",
    "status": "policygraph.cli.reporting:status",
    "depends": "policygraph.cli.analysing:depends",
    "impact": "policygraph.cli.dependency:impact",
    "path": "policygraph.cli.dependency:path",
    "order": "policygraph.cli.dependency:order",
    "planned": "policygraph.cli.dependency:planned",
    "compare": "policygraph.cli.comparing:compare",
    "coverage": "policygraph.cli.comparing:coverage",
    "lag": "policygraph.cli.comparing:lag",
    "force": "policygraph.cli.timing:force",
    "timeline": "policygraph.cli.timing:timeline",
    "diff": "policygraph.cli.differing:diff",
    "query": "policygraph.cli.querying:query",
    "queries": "policygraph.cli.questions:queries",
    "view": "policygraph.cli.viewing:view",
    "export": "policygraph.cli.exporting:export",
    "extract": "policygraph.cli.reading:extract",
    "text": "policygraph.cli.reading:text",
    "evaluate": "policygraph.cli.evaluating:evaluate",
    "completion": "policygraph.cli.completing:completion",
}


@click.group(cls=VerbGroup, places=PLACES, context_settings=CONTEXT)
@click.version_option(__version__, prog_name="policygraph", message="%(prog)s %(version)s", help="Print the version.")
def cli() -> None:
    """Turn Vietnamese laws and plans into a knowledge graph, and ask it questions."""


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit status; every error has been told by then."""
    messages.use(messages.choose(arguments, os.environ))
    try:
        settings.adopt(os.environ, Path.cwd())
        messages.use(messages.choose(arguments, os.environ))
        status = cli.main(list(arguments), prog_name="policygraph", standalone_mode=False)
        return status if isinstance(status, int) else 0
    except SystemExit:  # so click ends where nobody reads its help any more
        return streams.BROKEN_PIPE
    except Exception as error:
        vars(error).pop("__notes__", None)  # the hint, which ``report`` tells in the user's language
        if "--traceback" in arguments:
            traceback.print_exc()
        return report(error)


def main() -> NoReturn:
    """The entry point of the command ``policygraph``."""
    streams.speak_utf8()
    sys.exit(run(sys.argv[1:]))
