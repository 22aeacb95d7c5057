"""Tags of the frame of every page: a text that is written several times there, linked data for machines, the menu."""

import json
import re
from collections.abc import Mapping
from typing import Any

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from meetings.models.addresses import page_address
from meetings.pages import structured_data

register = template.Library()
register.simple_tag(page_address)

_LINE_BREAK = re.compile(r"[ \t]*\n\s*")
_OF_HTML = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


class CapturedNode(template.Node):
    """A part of a template that is kept under a name, and written wherever the name stands."""

    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name, self.nodelist = name, nodelist

    def render(self, context: template.Context) -> SafeString:
        text = _LINE_BREAK.sub(" ", self.nodelist.render(context).strip())
        context[self.name] = mark_safe(text)  # rendered, so escaped already
        return mark_safe("")  # nothing stands where it is captured


@register.tag
def captured(parser: Parser, token: Token) -> CapturedNode:
    """`{% captured as NAME %}…{% endcaptured %}`: what is between is rendered once, for use more than once.

    Lines become one, with a space between them: attributes hold it too."""
    words = token.split_contents()
    if len(words) != 3 or words[1] != "as":
        raise template.TemplateSyntaxError("It is written {% captured as NAME %}.")
    nodelist = parser.parse(("endcaptured",))
    parser.delete_first_token()
    return CapturedNode(words[2], nodelist)


@register.simple_tag(takes_context=True)
def linked_data(context: RequestContext) -> str:
    """The page's breadcrumbs and its `subject` as JSON-LD: a block of data, which no browser runs."""
    graph = structured_data.linked_data_graph(
        context["request"], context.get("breadcrumbs") or (), context.get("subject")
    )
    return as_block_of_data(graph) if graph else ""


@register.simple_tag(takes_context=True)
def menu_entry(context: RequestContext, name: str, text: str) -> SafeString:
    """The menu's entry for the archive's page of that name, which says so where it is this page."""
    here = context["request"].resolver_match
    is_here = here is not None and here.url_name == name
    mark = mark_safe(' aria-current="page"') if is_here else ""  # words of our own
    return format_html('<li><a href="{}"{}>{}</a></li>', page_address(name), mark, text)


def as_block_of_data(graph: Mapping[str, Any]) -> SafeString:
    """The element that holds it, in which no text can end the element or begin another."""
    written = json.dumps(graph, ensure_ascii=False).translate(_OF_HTML)
    # Safe: JSON in which the characters <, > and & are JSON escapes.
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(written))
