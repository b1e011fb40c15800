"""The SPARQL 1.1 protocols over HTTP: query, update, and the Graph Store.

Norms: W3C Recommendations "SPARQL 1.1 Protocol" and "SPARQL 1.1 Graph Store HTTP Protocol" (2013).
"""

from __future__ import annotations

import os
import time
import weakref
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from policygraph.errors import BadQuery, BadStore, OutputFailed, PolicyGraphError, QueryTimeout
from policygraph.store.guards import query_form

if TYPE_CHECKING:
    import httpx

UPDATE_URL, GRAPHS_URL = "POLICYGRAPH_UPDATE_URL", "POLICYGRAPH_GRAPHS_URL"
USER, PASSWORD = "POLICYGRAPH_USER", "POLICYGRAPH_PASSWORD"
TIMEOUT = 60.0  # seconds
NTRIPLES = "application/n-triples"
_RESULTS = "application/sparql-results+json"
# Where servers put update and Graph Store beside a query address that ends so.
_LAYOUTS = {
    "/query": ("/update", "/store"),  # Oxigraph
    "/sparql": ("/sparql", "/sparql-graph-crud"),  # Virtuoso, without a user
    "/sparql-auth": ("/sparql-auth", "/sparql-graph-crud-auth"),  # Virtuoso, with one
}
_WORDS_SHOWN = 300


@dataclass(frozen=True, slots=True)
class Service:
    """The three addresses of one server."""

    query: str
    update: str
    graphs: str

    @classmethod
    def from_url(cls, url: str, environment: Mapping[str, str] = os.environ) -> Service:
        """The service behind the address of its query endpoint, or of an Oxigraph server.

        ``POLICYGRAPH_UPDATE_URL`` and ``POLICYGRAPH_GRAPHS_URL`` name the other two where they lie elsewhere.

        >>> Service.from_url("http://localhost:7878", {})
        Service(query='http://localhost:7878/query', update='http://localhost:7878/update', \
graphs='http://localhost:7878/store')
        """
        parts = urlsplit(url)
        path = parts.path.rstrip("/")
        ending = next((end for end in _LAYOUTS if path.endswith(end)), None)
        base = path.removesuffix(ending) if ending else path
        paths = (ending or "/query", *_LAYOUTS[ending or "/query"])
        query, update, graphs = (urlunsplit(parts._replace(path=base + end)) for end in paths)
        return cls(query, environment.get(UPDATE_URL, update), environment.get(GRAPHS_URL, graphs))


class Client:
    """Speaks to one service. A user and a password come from the environment, never from the address."""

    def __init__(self, service: Service, timeout: float = TIMEOUT) -> None:
        self.service = service
        self._http = _connection(timeout)
        weakref.finalize(self, self._http.close)

    def query(
        self, text: str, options: Mapping[str, str | list[str]] | None = None, seconds: float | None = None
    ) -> Any:
        """What a query answers, as pyoxigraph's solutions or boolean; for graphs an iterator of triples.

        Rows are read as they come. Raises ``BadQuery`` with the server's words where it refuses, ``BadStore``
        where none answers, ``QueryTimeout`` after ``seconds``, or the seconds of the client between two parts.
        """
        import pyoxigraph as ox

        gives_graph = query_form(text) in ("CONSTRUCT", "DESCRIBE")
        accept, data = NTRIPLES if gives_graph else _RESULTS, {"query": text, **(options or {})}
        body = self._open(data, accept, seconds)
        try:
            if gives_graph:
                return ox.parse(body, format=ox.RdfFormat.N_TRIPLES)  # type: ignore[arg-type]
            return ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)  # type: ignore[arg-type]
        except PolicyGraphError:
            raise
        except (SyntaxError, ValueError) as error:
            hint = "see that the address is that of a SPARQL endpoint"
            message = f"the server's answer cannot be read: {error}"
            raise BadStore(message, place=self.service.query, hint=hint) from error

    def update(self, text: str) -> None:
        """Run one update, all of it or nothing. Raises ``OutputFailed`` where the server refuses."""
        response = self._send("POST", self.service.update, data={"update": text})
        _written(response, self.service.update)

    def put_graph(self, iri: str, ntriples: bytes) -> None:
        """Make the triples the whole of one graph. Raises ``OutputFailed``."""
        response = self._send("PUT", self.service.graphs, params={"graph": iri}, content=ntriples, media=NTRIPLES)
        _written(response, self.service.graphs)

    def drop_graph(self, iri: str) -> None:
        """Remove one graph, if it is there. Raises ``OutputFailed``."""
        response = self._send("DELETE", self.service.graphs, params={"graph": iri})
        if response.status_code != 404:
            _written(response, self.service.graphs)

    def _open(self, data: Mapping[str, Any], accept: str, seconds: float | None) -> Body:
        """The answer to a query, open for reading."""
        until = None if seconds is None else time.monotonic() + seconds
        more: dict[str, Any] = {} if seconds is None else {"timeout": seconds}
        url = self.service.query
        with _told(url):
            request = self._http.build_request("POST", url, data=data, headers={"Accept": accept}, **more)
            response = self._http.send(request, stream=True)
            if response.status_code >= 400:
                response.read()
                raise BadQuery(f"the server refuses the query: {_said(response)}", place=url)
        return Body(response, url, until, self)

    def _send(self, method: str, url: str, *, media: str | None = None, **content: Any) -> httpx.Response:
        headers = {"Content-Type": media} if media else {}
        with _told(url):
            return self._http.request(method, url, headers=headers, **content)


class Body:
    """What a server answers, as a file that is read while it comes."""

    def __init__(self, response: httpx.Response, url: str, until: float | None, client: Client) -> None:
        self._client = client  # which closes its connections when nobody holds it
        self._chunks = response.iter_bytes()
        self._url = url
        self._until = until
        self._ready = b""
        weakref.finalize(self, response.close)

    def read(self, size: int = -1) -> bytes:
        """At most ``size`` bytes; none at the end."""
        if not self._ready:
            self._ready = self._next()
        size = len(self._ready) if size < 0 else size
        part, self._ready = self._ready[:size], self._ready[size:]
        return part

    def _next(self) -> bytes:
        if self._until is not None and time.monotonic() > self._until:
            raise _too_late(self._url)
        with _told(self._url):
            return next(self._chunks, b"")


@contextmanager
def _told(url: str) -> Iterator[None]:
    """Failures of the connection, as errors of ours."""
    import httpx

    try:
        yield
    except httpx.TimeoutException as error:
        raise _too_late(url) from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        hint = "see that the server runs and that the address is that of its SPARQL endpoint"
        raise BadStore(f"no SPARQL server answers: {error}", place=url, hint=hint) from error


def _too_late(url: str) -> QueryTimeout:
    return QueryTimeout("the server did not answer in time", place=url, hint="ask for less, or narrow it")


def _connection(timeout: float) -> httpx.Client:
    try:
        import httpx
    except ModuleNotFoundError as error:
        raise BadStore("a server needs the extra 'remote'", hint="pip install 'policygraph[remote]'") from error
    user = os.environ.get(USER)
    auth = httpx.DigestAuth(user, os.environ.get(PASSWORD, "")) if user else None
    return httpx.Client(timeout=timeout, auth=auth, follow_redirects=False, trust_env=False)


def _written(response: httpx.Response, url: str) -> None:
    if response.status_code >= 400:
        hint = f"see that it may be written to; {USER} and {PASSWORD} name a user"
        raise OutputFailed(f"the server refuses to write: {_said(response)}", place=url, hint=hint)


def _said(response: httpx.Response) -> str:
    words = " ".join(response.text.split())[:_WORDS_SHOWN]
    return f"{response.status_code} {words}".strip()
