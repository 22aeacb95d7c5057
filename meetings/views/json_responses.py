"""Answers in JSON."""

from typing import Any

from django.http import JsonResponse


def json_response(content: Any, **options: Any) -> JsonResponse:
    """The content as JSON in which æ, ø and å are written as such. `options` are JsonResponse's."""
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False}, **options)
