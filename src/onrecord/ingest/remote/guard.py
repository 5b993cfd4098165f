"""Connections to the public internet and to nothing else.

A name is resolved once. Where any of its addresses is not public, none is connected to. The connection goes to the very address
that was checked, so that a name that resolves otherwise a moment later gains nothing; the certificate is checked against the
name. This stands below HTTP, where each connection is made, so that redirects come by it too.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore
import httpx

from onrecord.errors import AddressRefused, NotFound
from onrecord.ingest.limits import FETCH_CONNECT_SECONDS
from onrecord.ingest.remote.public import is_public

__all__ = ["Connect", "Guard", "Resolve", "Transport", "connect", "resolve"]

Resolve = Callable[[str, int], list[str]]
Connect = Callable[[str, int, float], httpcore.NetworkStream]


def resolve(host: str, port: int) -> list[str]:
    """All addresses of a host, in numbers, in the system's order. Raises ``NotFound`` where there are none."""
    answer: list[str] = []
    problem: list[str] = []

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answer.extend(dict.fromkeys(str(each[4][0]) for each in found))
        except (OSError, UnicodeError, ValueError) as error:
            problem.append(getattr(error, "strerror", None) or str(error))

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(FETCH_CONNECT_SECONDS)
    if not answer:
        raise NotFound(f"the host {host} cannot be found ({(problem or ['no answer'])[0]}): check the address")
    return answer


def connect(address: str, port: int, seconds: float) -> httpcore.NetworkStream:
    """A connection to an address in numbers."""
    return httpcore.SyncBackend().connect_tcp(address, port, timeout=seconds)


class Guard(httpcore.NetworkBackend):
    """Makes the connections of one fetch, all of which end by ``deadline`` (of ``time.monotonic``)."""

    def __init__(self, deadline: float, ports: Iterable[int], resolve: Resolve = resolve, connect: Connect = connect) -> None:
        self._deadline = deadline
        self._ports = frozenset(ports)
        self._resolve = resolve
        self._connect = connect

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,  # noqa: ARG002 - what httpcore's interface has
        socket_options: Any = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        """A connection to the host, if all that it resolves to is public."""
        if port not in self._ports:
            raise AddressRefused(f"the port {port} is not the web's (80, 443): name an address without a port")
        found = self._resolve(host, port)
        if not found or not all(map(is_public, found)):
            raise AddressRefused(
                f"{host} is not on the public internet: only public addresses are fetched; save the page and read the file"
            )
        return _Timed(self._first(found, port, timeout), self._deadline)

    def _first(self, found: list[str], port: int, timeout: float | None) -> httpcore.NetworkStream:
        """A connection to the first of the addresses that takes one."""
        for address in found[:-1]:
            try:
                return self._connect(address, port, _left(self._deadline, timeout))
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connect(found[-1], port, _left(self._deadline, timeout))


class _Timed(httpcore.NetworkStream):
    """A connection on which each step ends by the deadline, however slowly the other side drips."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, _left(self._deadline, timeout)), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(deadline: float, timeout: float | None) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time for one address is over")
    return left if timeout is None else min(timeout, left)


class Transport(httpx.BaseTransport):
    """HTTP/1.1 over a guard's connections. No proxy is asked: it would resolve names where no guard sees it."""

    def __init__(self, guard: Guard) -> None:
        self._pool = httpcore.ConnectionPool(ssl_context=httpx.create_ssl_context(), network_backend=guard, max_connections=1)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = httpcore.URL(
            scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port, target=request.url.raw_path
        )
        asked = httpcore.Request(request.method, url, headers=request.headers.raw, extensions=request.extensions)
        answer = self._pool.handle_request(asked)
        assert not isinstance(answer.stream, bytes)
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer.stream), extensions=answer.extensions)

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    """The body of an answer, as httpx takes it."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __iter__(self) -> Any:
        yield from self._stream

    def close(self) -> None:
        self._stream.close()
