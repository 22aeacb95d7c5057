"""Decorators of views."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.pages.parameters import MalformedParameter
from meetings.views.json_responses import json_response

Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[HttpRequest, Arguments], HttpResponse]


def refuses_malformed_parameters(view: View[Arguments]) -> View[Arguments]:
    """Answers MalformedParameter with a 400 that names parameter and value: a page, or JSON for `format=json`."""

    @wraps(view)
    def wrapped(request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except MalformedParameter as error:
            sentence = str(error)
        if request.GET.get("format") == "json":
            return json_response({"error": sentence}, status=400)
        return render(request, "meetings/malformed.html", {"sentence": sentence}, status=400)

    return wrapped
