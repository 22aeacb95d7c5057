"""Whose municipality somebody sits for: by the name that the archive has for it now, whatever others call it."""

import re

from meetings.danish.municipalities import parse_municipality
from meetings.models import Municipality

# A council of a municipality says whose it is: its members sit for that.
_OF_MUNICIPALITY = re.compile(r", (?P<name>.+) Kommune$")


class MunicipalityNames:
    """What the archive calls municipalities now. One query, or two where one has another name than before."""

    def __init__(self) -> None:
        self._present = Municipality.objects.present_names()

    def present(self, name: str | None) -> str:
        """What a municipality that had, or has, that name is called now; the name where the archive has none."""
        return self._present.get(name or "", name or "")

    def of_council(self, council: str) -> str:
        """The municipality that a council's name says it is of: »Odder« of »Byrådet, Odder Kommune«, else ''."""
        found = _OF_MUNICIPALITY.search(council)
        return self.present(parse_municipality(found["name"]) or found["name"]) if found else ""
