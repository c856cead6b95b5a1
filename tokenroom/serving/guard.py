"""Who may talk to the server: hosts and origins that are its own, and what browsers are told to forbid."""

from __future__ import annotations

import ipaddress
import socket
import struct
from contextlib import suppress
from urllib.parse import urlsplit

_SIOCGIFADDR = 0x8915  # Linux's question for the address of an interface
HEADERS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-cache",
}


def policy(host: str) -> str:
    """Return the Content-Security-Policy for pages from `host`: nothing from elsewhere, no inline script or style."""
    own = f"'self' ws://{host} wss://{host}"  # older Safari does not count a WebSocket as 'self'
    return (
        f"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src {own}; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def own_names() -> frozenset[str]:
    """Return the names under which this machine may be asked for, beside its addresses."""
    name = socket.gethostname().casefold()
    return frozenset({"localhost", name, f"{name.partition('.')[0]}.local"})


def is_own_host(host: str, names: frozenset[str]) -> bool:
    """Whether a Host header names this machine by an address or a known name.

    A page from elsewhere whose name was turned to our address (DNS rebinding) has another one.
    """
    name = (urlsplit(f"//{host}").hostname or "").casefold()
    try:
        ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return name in names
    return True


def is_own_origin(origin: str | None, host: str, is_secure: bool) -> bool:
    """Whether an Origin header is that of our own pages; programs that are no browsers send none."""
    return origin is None or origin.casefold() == f"{'https' if is_secure else 'http'}://{host}".casefold()


def lan_addresses() -> list[str]:
    """Return the IPv4 addresses under which others in the same network reach this machine, the likeliest first.

    The address on the way to elsewhere comes first; a network without a way out has none, so that the machine's name
    and, on Linux, its interfaces are asked too.
    """
    found = [*_on_the_way_out(), *_of_name()]
    found = found if any(_is_reachable(address) for address in found) else _of_interfaces()
    return [address for address in dict.fromkeys(found) if _is_reachable(address)]


def _is_reachable(address: str) -> bool:
    return not ipaddress.ip_address(address).is_loopback


def _on_the_way_out() -> list[str]:
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # sends nothing: the system only says which address it would send from
        return [str(probe.getsockname()[0])]
    return []


def _of_name() -> list[str]:
    with suppress(OSError):
        return [str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    return []


def _of_interfaces() -> list[str]:
    """The addresses of all interfaces, where the system tells them in Linux's way."""
    try:
        import fcntl
    except ImportError:
        return []
    found = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        for _, name in socket.if_nameindex():
            with suppress(OSError):  # an interface without an address, or another system
                answer = fcntl.ioctl(asked.fileno(), _SIOCGIFADDR, struct.pack("256s", name.encode()[:15]))
                found.append(socket.inet_ntoa(answer[20:24]))
    return found
