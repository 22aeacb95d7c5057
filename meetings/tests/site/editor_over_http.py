"""An editor who logs in to a served archive and saves an item, again and again, as a browser sends it."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPException
from http.cookiejar import CookieJar
from typing import IO
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

from selectolax.lexbor import LexborHTMLParser, LexborNode

from benchmark.serving import HOST
from meetings.tests.site.troubled_archive import EDITOR, PASSWORD

SECONDS_BETWEEN_SAVES = 0.5
# No answer at all.
NONE = 0


@dataclass
class Saves:
    """When each save was sent and answered, its status, and the title that it was to give the item."""

    answers: list[tuple[float, float, int, str]] = field(default_factory=list)

    def possible_titles(self) -> set[str]:
        """What the item may be called now: as the last save that was acknowledged says, or one after that."""
        titles: set[str] = set()
        for _, _, status, title in self.answers:
            titles = {title} if status == 302 else {*titles, title}
        return titles


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str) -> None:
        """A save is answered by a redirect, which is to be seen."""


class Editor:
    """A browser with its cookies."""

    def __init__(self, port: int) -> None:
        self.site = f"http://{HOST}:{port}"
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()), _NoRedirects)

    def log_in(self) -> None:
        """As the archive's editor. Raises ValueError where that fails."""
        values = self.form("/admin/login/")
        status, _ = self.ask("/admin/login/", values | {"username": EDITOR, "password": PASSWORD})
        if status != 302:
            raise ValueError(f"the editor could not log in: {status}")

    def save_item(self, item: int, title: str) -> int:
        """Open the item's page and save it with that title; gives the answer's status."""
        page = f"/admin/meetings/agendaitem/{item}/change/"
        values = self.form(page)
        if not values:
            return NONE if self.ask(page)[0] == NONE else 503
        status, _ = self.ask(page, values | {"title": title})
        return status

    def form(self, path: str) -> dict[str, str]:
        """What the page's largest form has in it, {} where there is none."""
        _, page = self.ask(path)
        forms = LexborHTMLParser(page).css("form[method=post]")
        return max((dict(_values(form)) for form in forms), key=len, default={})

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        """Status and page; NONE where nobody answered."""
        data = None if form is None else urlencode(form).encode()
        try:
            with self.opener.open(Request(self.site + path, data), timeout=10) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()
        except (OSError, HTTPException):
            return NONE, ""


def _values(form: LexborNode) -> Iterator[tuple[str, str]]:
    for control in form.css("input[name], textarea[name], select[name]"):
        said = control.attributes
        name, kind = said["name"] or "", said.get("type")
        if kind in ("file", "submit", "button") or (kind in ("checkbox", "radio") and "checked" not in said):
            continue
        if control.tag == "textarea":
            yield name, control.text()
        elif control.tag == "input":
            yield name, said.get("value") or ""
        elif chosen := control.css_first("option[selected]"):
            yield name, chosen.attributes.get("value") or ""


@contextmanager
def saving(port: int, item: int) -> Iterator[Saves]:
    """Within it an editor saves the item, each time with another title."""
    saves, stop, editor = Saves(), threading.Event(), Editor(port)
    editor.log_in()
    thread = threading.Thread(target=_save, args=[editor, item, saves, stop])
    thread.start()
    try:
        yield saves
    finally:
        stop.set()
        thread.join()


def _save(editor: Editor, item: int, saves: Saves, stop: threading.Event) -> None:
    while not stop.wait(SECONDS_BETWEEN_SAVES):
        title, sent = f"Rent vand {len(saves.answers)}", time.monotonic()
        status = editor.save_item(item, title)
        saves.answers.append((sent, time.monotonic(), status, title))
