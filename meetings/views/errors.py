"""Pages for what goes wrong, each with a way on."""

import re
import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template

from kkrarchive.database_faults import FaultPage, fault_of

LONGEST_GUESS = 100

_WORD = re.compile(r"[^\W\d_]{2,}")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page of an address that the archive does not have, with a search for the words of the address."""
    reason = exception.args[0] if exception.args else ""
    context = {"reason": reason if isinstance(reason, str) else "", "guess": words_of_address(request.path_info)}
    return render(request, "404.html", context, status=404)


def words_of_address(path: str) -> str:
    """What may have been looked for: the words of the last part of the address that has any."""
    parts = [" ".join(_WORD.findall(part)) for part in path.split("/")]
    return next((words for words in reversed(parts) if words and len(words) <= LONGEST_GUESS), "")


def server_error(request: HttpRequest) -> HttpResponse:
    """The page of a failure; it asks the database nothing. One of the database is a 503, to be tried again."""
    if fault := fault_of(sys.exc_info()[1]):
        return FaultPage(fault)
    return HttpResponse(get_template("500.html").render(), status=500)
