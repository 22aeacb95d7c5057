"""The archive under a path of a site that has other things too: URL_PREFIX, as /arkiv."""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def below_prefix(application: Application) -> Application:
    """The WSGI application with the prefix taken from each path, which a proxy before it may or may not have done."""
    prefix: str = settings.URL_PREFIX

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == prefix or path.startswith(f"{prefix}/"):
            environ["PATH_INFO"] = path.removeprefix(prefix) or "/"
        return application(environ, start_response)

    return answer if prefix else application
