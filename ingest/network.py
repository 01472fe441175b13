"""Connections that go nowhere but where they may: each name is resolved once, and what was checked is what is called.

An address that is typed or that a page redirects to could name the machine itself, its neighbours, or the metadata
service of a cloud. So names are resolved here and not by the HTTP library, every address that a name has must be
public, and the connection is made to one of exactly those: a name that means something else a moment later (DNS
rebinding) gains nothing. The name itself still serves for TLS, so certificates are checked as usual.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from ssl import SSLContext
from typing import Any

import httpcore

from ingest.document import UnreadableSource

Resolve = Callable[[str, int], list[str]]
"""The IP addresses of a host name (for a port)."""

_NAT64 = ip_network("64:ff9b::/96")
_REFUSED = tuple(
    map(
        ip_network,
        (
            "168.63.129.16/32",  # the metadata service of one cloud has an address that looks public
            "192.88.99.0/24",  # relays into 6to4
            "2002::/16",  # 6to4, which hides any IPv4 address
            "2001::/32",  # Teredo, the same
            "64:ff9b:1::/48",  # NAT64 within one network
            "fec0::/10",  # what private IPv6 addresses were before
            "::/96",  # IPv4 in IPv6, as it was written long ago
        ),
    )
)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet: not of this machine, of its network or of its cloud."""
    ip = ip_address(address)
    if isinstance(ip, IPv6Address):
        if ip.ipv4_mapped:
            return is_public(str(ip.ipv4_mapped))
        if ip in _NAT64:
            return is_public(str(IPv4Address(int(ip) & 0xFFFFFFFF)))
    if any(ip.version == net.version and ip in net for net in _REFUSED):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a name, as this machine resolves it.

    Raises:
        UnreadableSource: the name has none.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UnreadableSource(
            f"No server of the name {host} was found. Check the address and that this machine is online."
        ) from error
    return list(dict.fromkeys(str(where[0]) for *_, where in found))


@dataclass
class Deadline:
    """The moment when something must have ended, on the clock of `time.monotonic`."""

    at: float
    late: str
    """What to tell the person who waited, in plain words."""

    def within(self, timeout: float | None) -> float:
        """``timeout`` seconds, or what is left if that is less.

        Raises:
            UnreadableSource: nothing is left.
        """
        left = self.at - time.monotonic()
        if left <= 0:
            raise UnreadableSource(self.late)
        return left if timeout is None else min(left, timeout)


class CheckedBackend(httpcore.NetworkBackend):
    """Connects to public addresses only (to any where ``private``), all within one deadline."""

    def __init__(self, deadline: Deadline, *, private: bool, resolve: Resolve = resolve) -> None:
        """``resolve`` gives the addresses of a name, once a connection."""
        self._deadline = deadline
        self._private = private
        self._resolve = resolve
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of ``host`` that answers.

        Raises:
            UnreadableSource: the name has no address, or one that is not public.
            httpcore.ConnectError: none answers.
        """
        addresses = self._resolve(host, port)
        hidden = [] if self._private else [address for address in addresses if not is_public(address)]
        if hidden:
            raise UnreadableSource(
                f"{host} is an address within this machine's own network ({hidden[0]}), which is not read from. "
                "Save the page and add the file, or set RECORD_WEB_PRIVATE=true if you trust it."
            )
        problem: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in addresses:
            try:
                stream = self._inner.connect_tcp(
                    address, port, self._deadline.within(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                problem = error
            else:
                return _Timed(stream, self._deadline)
        raise problem


class _Timed(httpcore.NetworkStream):
    """A stream of which no step goes beyond the deadline: a server that sends a byte now and then holds nobody."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.within(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        within = self._deadline.within(timeout)
        return _Timed(self._inner.start_tls(ssl_context, server_hostname, within), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
