"""A web server for one site: at the root or below a path, as GitHub Pages and GitLab Pages are.

A file is sent with its type, compressed where that helps; a page that is not there is the site's
own 404.html, with the status 404. Only addresses below the path are served, so that a link that
forgets the path is dead here too.
"""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

#: Media types by the ending of a name; what is not here is sent as bytes.
TYPES = MappingProxyType(
    {
        ".html": "text/html; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".json": "application/json",
        ".webmanifest": "application/manifest+json",
        ".svg": "image/svg+xml",
        ".xml": "application/xml",
        ".txt": "text/plain; charset=utf-8",
        ".md": "text/markdown; charset=utf-8",
        ".bib": "text/plain; charset=utf-8",
        ".ris": "application/x-research-info-systems",
        ".png": "image/png",
        ".ico": "image/x-icon",
        ".woff2": "font/woff2",
        ".wasm": "application/wasm",
    }
)
_COMPRESSED = frozenset(
    {".html", ".css", ".js", ".json", ".webmanifest", ".svg", ".xml", ".txt", ".md", ".bib"}
)


@cache
def _packed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6, mtime=0)


def _found(site: Path, prefix: str, address: str) -> Path | None:
    """The file at `address`, or None: nothing outside `site`, and nothing that is hidden."""
    path = unquote(urlsplit(address).path)
    if not path.startswith(prefix):
        return None
    file = (site / path.removeprefix(prefix)).resolve()
    if file.is_dir() and path.endswith("/"):
        file = file / "index.html"
    return file if file.is_file() and file.is_relative_to(site.resolve()) else None


def _handler(site: Path, prefix: str) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Head and body go out as two packets: without this the second waits for the first.
        disable_nagle_algorithm = True

        def _answer(self, with_body: bool) -> None:
            status = 200
            path = _found(site, prefix, self.path)
            if path is None:
                status = 404
                path = _found(site, prefix, f"{prefix}404.html")
            ending = path.suffix if path else ".txt"
            body = path.read_bytes() if path else b"Not found\n"
            self.send_response(status)
            self.send_header("Content-Type", TYPES.get(ending, "application/octet-stream"))
            if path and ending in _COMPRESSED:
                self.send_header("Vary", "Accept-Encoding")
                if "gzip" in self.headers.get("Accept-Encoding", ""):
                    body = _packed(path)
                    self.send_header("Content-Encoding", "gzip")
            self.send_header("Cache-Control", "max-age=600")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if with_body:
                self.wfile.write(body)

        def do_GET(self) -> None:
            self._answer(with_body=True)

        def do_HEAD(self) -> None:
            self._answer(with_body=False)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # A checker asks for a hundred files at once; those beyond the queue would wait for seconds.
    request_queue_size = 256

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the middle is no fault."""


@contextmanager
def served(site: Path, prefix: str = "/") -> Iterator[str]:
    """Serve `site` below `prefix`, which begins and ends with a slash; gives the address there."""
    server = _Server(("127.0.0.1", 0), _handler(site, prefix))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
