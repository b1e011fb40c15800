"""One HTML file through pyvis: offline, silent, with nothing run that comes from data.

pyvis holds nodes and edges, brings vis-network and renders; the template is ours, for pyvis's own asks
the network in every mode and runs script from data. vis-network does panning, zooming and animation;
cards, lines and the search are drawn and found by the scripts beside this module.
"""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from policygraph.view.assemble import refuse_too_many
from policygraph.view.graph_view import GraphView
from policygraph.view.inline_page import content_security_policy, json_island
from policygraph.view.labels import PAGE
from policygraph.view.table_twin import tables_of

if TYPE_CHECKING:
    import jinja2
    from pyvis.network import Network

_SCRIPTS: Final = ("search.js", "drawing.js", "picture.js", "details.js", "page.js")
_TEMPLATE: Final = "template.html.j2"
_VIS: Final = "templates/lib/vis-9.1.2/vis-network.min.js"


def render_html(view: GraphView) -> str:
    """The picture as one HTML file in UTF-8: the same view gives the same characters.

    Raises ``ViewTooLarge`` above 2,000 cards, before a browser would freeze.
    """
    refuse_too_many(len(view.nodes))
    from pyvis.network import Network  # slow: it brings IPython

    network = Network(directed=True)
    _fill(network, view)
    network.toggle_physics(False)  # the places are computed already
    network.templateEnv = _environment(view)
    network.path = _TEMPLATE
    return str(network.generate_html())


def _fill(network: Network, view: GraphView) -> None:
    """Put nodes and edges in directly: pyvis's ``add_node`` is quadratic, ``add_edge`` drops parallel edges."""
    network.nodes.extend(asdict(node) for node in view.nodes)
    network.edges.extend({**_renamed(asdict(edge)), "appearance": edge.appearance} for edge in view.edges)


def _renamed(edge: dict[str, Any]) -> dict[str, Any]:
    """An edge with the names vis-network gives to its ends."""
    return {"from": edge.pop("source"), "to": edge.pop("target"), **edge}


def _environment(view: GraphView) -> jinja2.Environment:
    """Our template with everything it needs; pyvis adds nodes and edges."""
    import jinja2

    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    environment.loader = jinja2.DictLoader({_TEMPLATE: _asset(_TEMPLATE)})
    scripts, style = (_vis_network(), _own_script()), _asset("view.css")
    environment.globals.update(
        view=view,
        words={name: label.text(view.language) for name, label in PAGE.items()},
        tables=tables_of(view),
        kinds={entry.kind: entry.label for entry in view.legend if entry.of == "node"},
        statuses={entry.kind: entry.label for entry in view.legend if entry.of == "status"},
        policy=content_security_policy(scripts, (style,)),
        scripts=[_verbatim(script) for script in scripts],
        style=_verbatim(style),
        island=lambda data: _verbatim(json_island(data)),
        decimal=lambda number: str(number).replace(".", PAGE["decimal"].text(view.language)),
        lanes=[asdict(lane) for lane in view.lanes],
    )
    return environment


def _verbatim(text: str) -> Any:
    from markupsafe import Markup

    return Markup(text)


@cache
def _asset(name: str) -> str:
    return (resources.files("policygraph.view") / name).read_text(encoding="utf-8")


@cache
def _own_script() -> str:
    modules = "\n".join(_asset(name) for name in _SCRIPTS)
    return f'(() => {{\n"use strict";\n{modules}}})();\n'


@cache
def _vis_network() -> str:
    """vis-network as pyvis ships it, without the line that asks debuggers to fetch its source map."""
    text = (resources.files("pyvis") / _VIS).read_text(encoding="utf-8")
    return text.split("\n//# sourceMappingURL=")[0] + "\n"
