"""What is suggested to whoever types in a search field, as JSON: the archive's words, names and titles."""

from dataclasses import asdict

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from meetings.pages.parameters import MalformedParameter, Parameters
from meetings.pages.suggestions import suggestions_for
from meetings.views.json_responses import json_response

# By a browser, or a cache between: what is withheld is not to be suggested for longer.
SECONDS_KEPT = 5


@require_safe
@cache_control(public=True, max_age=SECONDS_KEPT)
def typeahead(request: HttpRequest) -> JsonResponse:
    """Suggestions for what is typed, `q`: {"suggestions": [{"text": …, "kind": …, "url": …}]}."""
    try:
        typed = Parameters.read(request.path, request.GET, {"q": "søgeord"}).get("q")
    except MalformedParameter as error:
        return json_response({"error": str(error)}, status=400)
    return json_response({"suggestions": [asdict(suggestion) for suggestion in suggestions_for(typed)]})
