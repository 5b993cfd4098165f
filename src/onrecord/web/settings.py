"""Who may do what on a server, and under which names it answers."""

from __future__ import annotations

import ipaddress
import secrets
from dataclasses import dataclass, field

from onrecord.errors import InputError

__all__ = ["Settings", "is_loopback"]

_LOCAL_NAMES = ("localhost", "127.0.0.1", "::1", "testserver")


@dataclass(frozen=True, slots=True)
class Settings:
    """How a server is run.

    ``host`` is the address it listens on. On loopback whoever reaches it may correct under a name of their choice. Open to a
    network, corrections come only from users whom a proxy names in ``proxy_header``, or from those who know ``password``;
    everybody else is a stranger, and reads what ``strangers_read`` allows. ``names`` are the host names that requests
    may ask for (others are refused, so that no foreign page reaches a local server through a name of its own).
    ``key`` signs cookies; a new one for each start signs everybody out. ``secure`` keeps cookies to https. ``static`` makes
    pages for a copy that stands as files: without forms, but for the search.
    """

    host: str = "127.0.0.1"
    names: tuple[str, ...] = ()
    proxy_header: str | None = None
    password: str | None = field(default=None, repr=False)
    strangers_read: bool = True
    secure: bool = False
    static: bool = False
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def __post_init__(self) -> None:
        if self.password is not None and len(self.password) < 12:
            raise InputError("the shared secret is too short: give one of at least 12 characters")

    @property
    def local(self) -> bool:
        """Whether only this machine can reach the server, and no proxy stands before it."""
        return is_loopback(self.host) and self.proxy_header is None and self.password is None

    @property
    def correcting(self) -> bool:
        """Whether anybody can correct at all."""
        return not self.static and (self.local or self.proxy_header is not None or self.password is not None)

    def allows(self, host: str) -> bool:
        """Whether a request for this host (without its port) is answered."""
        return (not self.names and not is_loopback(self.host)) or host.lower() in (*self.names, *_LOCAL_NAMES)


def is_loopback(host: str) -> bool:
    """Whether an address to listen on is reached from this machine alone. A name other than localhost is not taken for it."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
