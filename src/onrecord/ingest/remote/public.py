"""Which internet addresses belong to the public internet.

The tables are those of IANA's special-purpose address registries (RFC 6890 and what followed). For IPv6 the rule is the other way
about: only what is global unicast (2000::/3), and of that not the stretches that carry an IPv4 address or are set apart.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_address

__all__ = ["is_public"]

_NOT_PUBLIC_4 = tuple(
    map(
        IPv4Network,
        (
            *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"),
            *("192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24"),
            *("198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
        ),
    )
)
_UNICAST_6 = IPv6Network("2000::/3")
# Protocol assignments with Teredo and ORCHID, documentation, 6to4, AS112, documentation again.
_NOT_PUBLIC_6 = tuple(
    map(IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "2001:4:112::/48", "3fff::/20"))
)


def is_public(address: str) -> bool:
    """Whether an address in numbers is one of the public internet. What is no address is none; nor is one with a zone."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv4Address):
        return not any(found in network for network in _NOT_PUBLIC_4)
    return found.scope_id is None and found in _UNICAST_6 and not any(found in network for network in _NOT_PUBLIC_6)
