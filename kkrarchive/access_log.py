"""gunicorn's log of requests, with the client's address in place of the proxy's."""

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from django.conf import settings
from gunicorn.glogging import Logger

from kkrarchive.client_address import address_in
from kkrarchive.logs import REQUEST_ID

# Who asked for which page, when, and what came of it: what tells of a fault or an attack. Not what was searched for
# (%(r)s and %(q)s have it), nor which page and browser somebody came with.
FORMAT = '%(h)s %(t)s "%(m)s %(U)s" %(s)s %(b)s %(M)sms %(request)s'


def shown_path(path: str) -> str:
    """A path as WSGI names it, on one line: what is no letter or sign, as the end of a line, stays as it was sent."""
    text = path.encode("latin-1", "replace").decode("utf-8", "replace")
    return "".join(letter if letter.isprintable() else quote(letter) for letter in text)


class AccessLog(Logger):
    """gunicorn's own, as TRUSTED_PROXIES has it. Another application than the archive has no settings."""

    def atoms(self, resp: Any, req: Any, environ: Any, request_time: Any) -> dict[str, Any]:
        """What a line is made of."""
        atoms: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        address = address_in(environ) or "-" if settings.configured else atoms["h"]
        path = shown_path(str(environ.get("PATH_INFO", "")))
        return {**atoms, "h": address, "U": path, "request": environ.get(REQUEST_ID, "-")}

    def access(self, resp: Any, req: Any, environ: Any, request_time: Any) -> None:
        """Write the line, or as LOG_JSON has it the object."""
        if not settings.configured or not settings.LOG_JSON:
            super().access(resp, req, environ, request_time)
            return
        atoms = self.atoms(resp, req, environ, request_time)
        told = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "client": atoms["h"],
            "method": atoms["m"],
            "path": atoms["U"],
            "status": int(atoms["s"]),
            "bytes": int(atoms["B"] or 0),
            "milliseconds": int(atoms["M"]),
            "request": atoms["request"],
        }
        self.access_log.info("%s", json.dumps(told, ensure_ascii=False))
