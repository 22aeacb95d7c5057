"""gunicorn's log of requests, with the client's address in place of the proxy's."""

from typing import Any

from django.conf import settings
from gunicorn.glogging import Logger

from kkrarchive.client_address import address_in

# Who asked for which page, when, and what came of it: what tells of a fault or an attack. Not what was searched for
# (%(r)s and %(q)s have it), nor which page and browser somebody came with.
FORMAT = '%(h)s %(t)s "%(m)s %(U)s" %(s)s %(b)s %(M)sms'


class AccessLog(Logger):
    """gunicorn's own, as TRUSTED_PROXIES has it. Another application than the archive has no settings."""

    def atoms(self, resp: Any, req: Any, environ: Any, request_time: Any) -> dict[str, Any]:
        atoms: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        return {**atoms, "h": address_in(environ) or "-"} if settings.configured else atoms
