"""What is suggested to whoever types in a search field, as JSON: the archive's words, names and titles."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from meetings.pages.parameters import MalformedParameter, Parameters
from meetings.pages.suggestions import suggestions_for

SECONDS_KEPT = 60


@require_safe
@cache_control(public=True, max_age=SECONDS_KEPT)
def typeahead(request: HttpRequest) -> JsonResponse:
    """Suggestions for what is typed, `q`: {"suggestions": [{"text": …, "kind": …, "url": …}]}."""
    try:
        typed = Parameters.read(request.path, request.GET, {"q": "søgeord"}).get("q")
    except MalformedParameter as error:
        return _as_json({"error": str(error)}, status=400)
    return _as_json({"suggestions": [asdict(suggestion) for suggestion in suggestions_for(typed)]})


def _as_json(content: Mapping[str, Any], status: int = 200) -> JsonResponse:
    return JsonResponse(content, status=status, json_dumps_params={"ensure_ascii": False})
