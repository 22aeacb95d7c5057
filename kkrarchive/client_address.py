"""The address that a request comes from, behind as many proxies as the settings trust."""

from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The IP address of the request's client."""
    return address_in(request.META)


def address_in(environ: Mapping[str, Any]) -> str:
    """The client's IP address, of a request's variables as WSGI names them.

    Each trusted proxy adds the address it was called from to the end of X-Forwarded-For; what stands before those was
    written by the client, who may write anything. Where the header has no address there, it is that of the connection.
    """
    connected = str(environ.get("REMOTE_ADDR", ""))
    if not settings.TRUSTED_PROXIES:
        return connected
    forwarded = [part.strip() for part in str(environ.get("HTTP_X_FORWARDED_FOR", "")).split(",")]
    try:
        return str(ip_address(forwarded[-settings.TRUSTED_PROXIES]))
    except (IndexError, ValueError):
        return connected
