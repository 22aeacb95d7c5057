"""Which councils a cover names as those that hold the meeting together."""

import re
from collections.abc import Sequence

from meetings.parsing.structure.councils import body_name, council_name, kkr_names

# What a meeting of several councils is called.
JOINT = re.compile(r"\bfælles[ -]?(?:møde|dagsorden|referat|session)|\bfælles møde", re.IGNORECASE)
# »Fællesmøde med Ældrerådet«: the other council alone, beside the one whose document it is.
_WITH_ANOTHER = re.compile(r"\bfælles[ -]?møde\w* med (?:medlemmerne af )?(?P<other>.+)$", re.IGNORECASE)
_BETWEEN = re.compile(
    r"^.*\bfælles[ -]?(?:møde|dagsorden|referat)\w*(?:\s*[:–-]|\s+(?:mellem|for|af))?\s+", re.IGNORECASE
)
_AND = re.compile(r",? (?:og|samt) |, ", re.IGNORECASE)
# What the names of bodies end in, but not »området«, »forråd«: a part of a list with such a word is a body's.
_BODY_WORD = re.compile(
    r"(?<!\w)[\w-]{0,60}?(?:udvalg|(?<!om)(?<!for)(?<!til)råd|nævn|bestyrelse|kommission|forsamling|repræsentantskab|forum|"
    r"netværk)(?:et|en|n|met)?s?(?!\w)",
    re.IGNORECASE,
)


def joint_councils(lines: Sequence[str]) -> tuple[str, ...]:
    """The councils that a title's lines name together, without their municipality; none where they name one alone.

    KKRs on one line, or below each other where the meeting is called joint; other bodies on one line where it is
    called so. Of »fællesmøde med Ældrerådet« it is that one.
    """
    is_joint = any(map(JOINT.search, lines))
    together: dict[str, None] = {}
    for line in lines:
        named = kkr_names(line)
        if len(named) > 1 or (named and is_joint):
            together |= dict.fromkeys(named)
    if len(together) > 1 or not is_joint or together:
        return tuple(together) if len(together) > 1 else ()
    for line in lines:
        if (match := _WITH_ANOTHER.search(line)) and (others := bodies_together(match["other"])):
            return tuple(others)
        if len(bodies := bodies_together(_BETWEEN.sub("", line))) > 1:
            return tuple(bodies)
    return ()


def bodies_together(text: str) -> list[str]:
    """The bodies that a list names: »Børne- og Skoleudvalget og Udvalget for Ældre og Sundhed« are two."""
    parts, separators = _AND.split(text), [*_AND.findall(text), ""]
    names = [""]
    for place, part in enumerate(parts):
        if _BODY_WORD.search(names[-1]) and _begins_body(parts[place:]):
            names.append("")
        elif names[-1]:
            names[-1] += separators[place - 1]
        names[-1] += part
    found = (body_name(name[:1].upper() + name[1:]) for name in names)
    return list(dict.fromkeys(name for name in found if name))


def councils_together(council: str, together: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The council of the document and the others, by the name that was read for all of them and the bodies named.

    Bodies of one municipality get its name: »Ældrerådet« becomes »Ældrerådet, Odder Kommune«.
    """
    if not together or together[0].startswith("KKR "):
        return council, tuple(name for name in together if name != council)
    last = council.rpartition(", ")[2]
    owner = last if last.endswith("Kommune") or last.startswith("Region") else ""
    names = [council_name(body, owner) for body in together]
    if len(names) == 1:
        return council, tuple(name for name in names if name != council)
    return names[0], tuple(names[1:])


def _begins_body(parts: Sequence[str]) -> bool:
    """Whether the first part is a body's name or begins one: »Ældre-« before »Handicapudvalget«."""
    whole = next((part for part in parts if not part.endswith("-")), "")
    return bool(_BODY_WORD.search(whole))
