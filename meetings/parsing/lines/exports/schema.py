"""The JSON schema of the canonical form of a meeting: what `import_meetings --schema` prints."""

from typing import Any

from meetings.parsing.document import FIELD_NAMES
from meetings.parsing.lines.exports.canonical import FORM

_TEXT: dict[str, Any] = {"type": "string"}
_MAYBE: dict[str, Any] = {"type": ["string", "null"]}


def _list_of(description: str, required: list[str], properties: dict[str, Any]) -> dict[str, Any]:
    items = {"type": "object", "required": required, "properties": properties}
    return {"type": "array", "description": description, "items": items}


_ATTACHMENTS = _list_of(
    "The files that belong to it.",
    ["title"],
    {
        "title": _TEXT,
        "path": {**_MAYBE, "description": "Below the folder or ZIP file that this file is in: »Bilag/notat.pdf«."},
        "is_public": {"type": "boolean", "default": True},
    },
)

MEETING_SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "A council's meeting",
    "type": "object",
    "required": ["form", "kind", "council", "date", "items"],
    "properties": {
        "form": {"const": FORM},
        "kind": {"enum": ["agenda", "minutes"]},
        "council": {**_TEXT, "description": "With its municipality or region: »Teknisk Udvalg, Odder Kommune«."},
        "date": {**_TEXT, "format": "date"},
        "start_time": {**_MAYBE, "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"},
        "place": _MAYBE,
        "is_draft": {"type": "boolean", "default": False},
        "participants": _list_of(
            "Who took part or did not.",
            ["name"],
            {
                "name": _TEXT,
                "status": {"enum": ["present", "absent", "unknown"], "default": "present"},
                "role": _MAYBE,
                "party": {**_MAYBE, "description": "The party's letter."},
                "municipality": _MAYBE,
            },
        ),
        "items": _list_of(
            "In order.",
            ["title"],
            {
                "title": _TEXT,
                "number": {**_MAYBE, "description": "»3« or »3.6«; counted where none is given."},
                "is_open": {"type": "boolean", "default": True, "description": "Of a closed one the title is stored."},
                "case_number": _MAYBE,
                "section": {**_MAYBE, "description": "The heading that it stands under."},
                "texts": _list_of(
                    "In order.",
                    ["html"],
                    {
                        "html": {**_TEXT, "description": "Paragraphs, lists and tables."},
                        "heading": {**_MAYBE, "description": "»Sagsfremstilling«"},
                        "field": {
                            "enum": [*FIELD_NAMES, None],
                            "description": "Which text it is, if known.",
                        },
                        "is_whole": {
                            "type": "boolean",
                            "default": False,
                            "description": "All texts in one.",
                        },
                    },
                ),
                "attachments": _ATTACHMENTS,
            },
        ),
        "attachments": _ATTACHMENTS,
    },
}
