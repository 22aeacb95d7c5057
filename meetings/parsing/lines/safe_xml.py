"""XML of others, read without what it could do harm with: no document types, no entities, nothing from elsewhere."""

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from meetings.parsing.lines.pages import Unreadable, UnreadableReason

# Elements within elements: more is no document, and a tree so deep is slow to walk through.
_DEEPEST = 256


def parse_xml(content: bytes) -> Element:
    """The root of the document; elements and attributes have their names without namespaces.

    Raises Unreadable for XML that is broken, too deep, or has a document type of its own.
    """
    reader = _Reader()
    try:
        return reader.read(content)
    except (expat.ExpatError, ValueError, LookupError, AssertionError) as error:
        raise Unreadable(UnreadableReason.BROKEN) from error


class _Reader:
    def __init__(self) -> None:
        self._builder = TreeBuilder()
        self._depth = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._builder.data
        self._parser.StartDoctypeDeclHandler = self._refuse

    def read(self, content: bytes) -> Element:
        self._parser.Parse(content, True)
        return self._builder.close()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Unreadable(UnreadableReason.BROKEN)
        self._builder.start(_local(name), {_local(key): value for key, value in attributes.items()})

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._builder.end(_local(name))

    @staticmethod
    def _refuse(*_: object) -> None:
        raise Unreadable(UnreadableReason.FORBIDDEN)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
