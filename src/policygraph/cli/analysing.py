"""``workload`` and ``depends``: the two questions the project is named for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, get_args

import click

from policygraph.cli.messages import language, say
from policygraph.cli.stores import about, open_folder, store_option
from policygraph.cli.streams import tell
from policygraph.cli.tables import Destination, deliver, deliver_table, table_options
from policygraph.cli.verbs import verb

if TYPE_CHECKING:
    from policygraph.analysis.depends import Dependency
    from policygraph.analysis.workload import Workload
    from policygraph.export.tables import NamedTable

# The same names as analysis.periods.Unit, analysis.workload.Role and analysis.participation.ITEM_CLASSES.
UNITS = ("quarter", "month", "year")
ROLES = ("lead", "coordinate")
KINDS = ("task", "key-task", "duty", "objective", "report")
