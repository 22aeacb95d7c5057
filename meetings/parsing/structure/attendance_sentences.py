"""Reads what sentences tell of attendance: who was absent, who came in whose place, who was there for a part.

»Jesper Klint (I) var fraværende. I stedet deltog Malthe Rugvang (V).«
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from meetings.parsing.lines.line import Line
from meetings.parsing.structure.enumerations import parse_several
from meetings.parsing.structure.person_entries import NAME, Entry, Told, is_of_part, item_numbers, join_roles
from meetings.parsing.text.flow import join_lines

_ONE = (
    rf"(?:[\w.-]{{2,30}} )?{NAME}(?:,? ?\([^()]{{1,40}}\)| [A-ZÆØÅ](?= |,))?"
    r"(?:, [A-ZÆØÅ][\w-]{1,30}(?: [A-ZÆØÅ][\w-]{1,30})? [Kk]ommune)?"
)
# Each name is taken once, as it is longest: to try all that it may be parted into doubles the work with every name.
_SOME = rf"(?>{_ONE})(?:(?:, | og | samt |, og )(?>{_ONE}))*"
_NAMES = re.compile(_SOME)
_REST = r"(?P<rest>(?:[^.;]|(?<=kl)\.|(?<=pkt)\.|(?<=nr)\.|\.(?=\d)){0,200})"
_WAS_ABSENT = re.compile(
    rf"(?P<who>{_SOME}),? (?:(?:var|er|har været|havde|har|blev) )?(?:meldt )?"
    r"(?:fraværende|ikke til ?stede|ikke mødt|forhindret|(?:meldt )?afbud|(?:lovligt )?forfald|syg(?:emeldt)?|"
    rf"udeblev(?:et)?(?: uden afbud)?)\b{_REST}"
)
_TOOK_NO_PART = re.compile(rf"(?P<who>{_SOME}),? deltog (?:derfor )?ikke\b{_REST}")
_APOLOGIES = re.compile(
    rf"(?:(?i:afbud) fra:?|bortset fra|(?i:undtagen):?|med undtagelse af|(?i:fraværende var:?)) (?P<who>{_SOME}){_REST}"
)
_CAME_FOR = re.compile(
    rf"(?P<who>{_SOME}),? (?:deltog|deltager|mødte|møder|indtrådte|var indkaldt|er indkaldt|blev indkaldt|"
    rf"var til stede|var mødt)?(?: i mødet| på mødet| ind)? ?"
    rf"(?:i stedet for|for|på vegne af|som (?:stedfortræder|suppleant) for|(?i:stedfortræder|suppleant) for) "
    rf"(?P<other>{_SOME})"
)
_CAME_BEHIND = re.compile(
    rf"(?:[Ii] stedet for|[Pp]å vegne af|\b[Ff]or) (?P<other>{_SOME}),? "
    rf"(?:deltog|deltager|mødte|møder|indtrådte|var indkaldt|er indkaldt)(?: i mødet)? (?P<who>{_SOME})"
)
_FOR_WHOM = re.compile(
    rf"(?P<other>{_ONE}),? for hv(?:em|is vedkommende) (?P<who>{_ONE}) "
    r"(?:mødte|deltog|var mødt|var indkaldt|indtrådte)"
)
_CAME = re.compile(
    rf"(?P<who>{_SOME}),? (?:deltog|mødte|mødt|indtrådte|var indkaldt)(?: i mødet| på mødet)? "
    r"som (?:stedfortræder|suppleant)(?:er)?\b(?! for)"
)
_INSTEAD = re.compile(rf"[Ii] (?:stedet|hans sted|hendes sted) (?:deltog|mødte|var|deltager|møder) (?P<who>{_SOME})")
_INSTEAD_BEHIND = re.compile(
    rf"(?:\b[Oo]g )?(?P<who>{_SOME}) (?:deltog|deltager|mødte|møder|var mødt)(?: i mødet)? "
    r"i (?:stedet|hans sted|hendes sted)\b(?! for)"
)
_SUBSTITUTE_IS = re.compile(
    rf"(?:[Ss]tedfortræder|[Ss]uppleant|[Ss]upp(?:l)?\.)(?: for (?P<other>{_ONE}))?"
    rf"(?: (?:er|var|deltog|deltager|mødte|møder)|:)? (?P<who>{_ONE})"
    r"(?: (?:deltog|mødte))?"
)
_STOOD_IN = re.compile(rf"(?P<who>{_ONE}) (?:er |var )?(?:stedfortræder|suppleant)\b(?! for)")
_REPLACED = re.compile(
    rf"(?P<other>{_SOME}),? (?:som |der )?(?:er|blev|var|bliver) (?:erstattet|afløst|repræsenteret) af "
    rf"(?:(?:stedfortræder|suppleant)(?:en)? )?(?P<who>{_SOME})"
)
_AS_SUBSTITUTE = (_INSTEAD_BEHIND, _CAME, _STOOD_IN)
_PART_OF_MEETING = re.compile(
    rf"(?P<who>{_SOME}) "
    rf"(?:forlod|forlader|ankom|gik|kom|deltog (?:fra|til|kun|i punkt|under)|var til stede (?:fra|til))\b{_REST}"
)
_IN_THE_MEETING = frozenset({"i mødet", "i dette møde", "på mødet", "i hele mødet"})
_WORDS = (
    *(
        "fravær",
        "afbud",
        "til stede",
        "tilstede",
        "deltog",
        "deltager",
        "mødt",
        "møder",
        "stedfortræder",
        "suppleant",
        "supp.",
    ),
    *(
        "i stedet",
        "bortset",
        "undtag",
        "forlod",
        "ankom",
        "forhindret",
        "forfald",
        "udeblev",
        "erstattet af",
        "afløst af",
        "repræsenteret af",
    ),
)
_EVERYBODY = re.compile(
    r"^(?:Alle|Samtlige)(?: \w*(?:medlemmer|rådsmedlemmer|repræsentanter))?(?: (?:var|er|har været))?"
    r" (?:til ?stede|mødt|fremmødt)(?: i mødet| under hele mødet)?\W*$|"
    r"^(?:Til ?stede|Deltagere|Mødt): ?(?:alle|samtlige|hele \w*(?:rådet|udvalget|bestyrelsen|nævnet))"
    r"(?: medlemmer)?\W*$",
    re.IGNORECASE,
)
_WITH_SUBSTITUTE = re.compile(
    rf"^(?P<who>.+?)\s*(?:[,;–(-]|\bog)\s*(?:(?i:stedfortræder|suppleant)(?: er| var|:)? (?P<first>{_ONE})"
    rf"(?: (?:deltog|mødte|deltager))?|(?P<second>{_ONE}),? (?:(?:deltog|mødte|er|var|deltager|indkaldt) )?(?:som )?"
    rf"(?i:stedfortræder|suppleant)|i stedet (?:deltog|mødte) (?P<third>{_ONE}))\)?\.?$"
)
# Who came for the person on the line above: »supp. Ane Holk deltog«, »Stedfortræder Ane Holk mødte«.
_OF_ONE_ABOVE = re.compile(
    r"^\(?(?i:suppl?\.|(?:personlig )?(?:suppleant|stedfortræder)(?=.*\b(?:deltog|deltager|mødte?|møder)\b)):? "
    r"(?=[A-ZÆØÅ])"
)
# Where somebody else begins of whom the same is told: »Bo Riis deltog i stedet for Ane Holk og Karl Vad deltog i …«.
_NEXT_SUBSTITUTE = re.compile(
    rf"(?:,| og|, og) (?={_ONE} (?:deltog|mødte|var mødt|var indkaldt)\b"
    r"[^,.]{0,20}(?:stedet|suppleant|stedfortræder) for )"
)
# A text is searched sentence by sentence; one longer than this, in characters, tells of something else.
_LONGEST = 1500
_SMALL_WORD = re.compile(r"^[a-zæøå][\w.-]* (?=[A-ZÆØÅ])")
# A stop behind the short form of a first name (»Jørgen Chr. Bangsbo«) ends no sentence.
_NO_SHORT_NAME = r"(?<!\b(?:Chr|Joh))(?<!\b(?:Vilh|Alex|Fred))(?<!\b(?:Kr|Th|Fr|Sv|Aa|Jr))(?<!\b[Ss]upp)(?<!\b[Ss]uppl)"
_SENTENCE_END = re.compile(
    rf"{_NO_SHORT_NAME}(?<=[a-zæøå\d][a-zæøå\d)]|[A-ZÆØÅ]\))\.\s+(?=[A-ZÆØÅ])|"
    # A web page's lines put together: »… deltog Ane Holk.Bo Riis forlod mødet.«
    rf"{_NO_SHORT_NAME}(?<=[a-zæøå]{{3}})\.(?=[A-ZÆØÅ][a-zæøå]{{3}})|\n+"
)


def attendance_told(text: str) -> list[Entry]:
    """The people whose attendance a text tells, each with what is told; [] where it tells nobody's."""
    if len(text) > 40 * _LONGEST or not has_word(text):
        return []
    found: list[Entry] = []
    for sentence in sentences_of(text):
        if len(sentence) <= _LONGEST and has_word(sentence):
            found += _told_in_sentence(sentence)
    return found


def everybody_came(text: str) -> bool:
    """Whether a line says that all members were there: »Alle medlemmer var til stede.«"""
    return _EVERYBODY.match(text) is not None


def with_whole_sentences(lines: Sequence[Line]) -> tuple[list[Line], dict[int, list[Line]]]:
    """The lines, each sentence of attendance that the width broke on one line, where it began; and what was added.

    The second is by the number of the line that it was added to (`Line.number`).
    """
    found: list[Line] = []
    added: dict[int, list[Line]] = {}
    for line in lines:
        above = found[-1] if found else None
        goes_on = line.text[:1].islower() and not (line.gap or line.page_start)
        if above and goes_on and has_word(above.text) and not above.text.endswith((".", ":", ";")):
            found[-1] = replace(above, text=join_lines(above.text, line.text))
            added.setdefault(above.number, []).append(line)
        else:
            found.append(line)
    return found, added


def may_tell_attendance(lines: Iterable[str]) -> bool:
    """Whether the lines of a paragraph have a word of attendance, however the words broken between them are mended.

    It spares mending the many paragraphs that have none.
    """
    written = (line.strip() for line in lines)
    return has_word("".join(line[:-1] if line.endswith("-") else f"{line} " for line in written if line))


def sentences_of(text: str) -> list[str]:
    """The sentences of a text about people, whose initials end in points too."""
    return _SENTENCE_END.split(text)


def absent_and_substitute(text: str) -> list[Entry]:
    """Somebody absent and who came instead, from an entry of a list: »Bo Riis (A), suppleant Ane Holk deltog«."""
    match = _WITH_SUBSTITUTE.match(text) if len(text) <= _LONGEST else None
    if match is None or parse_several(match["who"]) is None:
        return []
    came = match["first"] or match["second"] or match["third"]
    absent = list(_people(match["who"], "absent"))
    return [*absent, *_people(came, "present")] if absent else []


def is_of_one_above(text: str) -> bool:
    """Whether a line of a list says who came for the one above it, and not for a part of the meeting alone."""
    return _OF_ONE_ABOVE.match(text) is not None and not is_of_part(text)


def told_of_two(text: str, group: str | None) -> list[Entry]:
    """What an entry of those absent or of substitutes tells of two: who was away, and who came instead."""
    if group == "absent":
        return absent_and_substitute(text)
    return came_for(text) if group == "substitutes" and " for " in text else []


def came_for(text: str) -> list[Entry]:
    """Two people, of whom one came for the other: »Pavia Olsvig for Naja Berthelsen«."""
    return attendance_told(text) or attendance_told(text.replace(" for ", " mødte for ", 1))


def has_word(text: str) -> bool:
    """Whether a text has a word of attendance."""
    small = text.lower()
    return any(map(small.__contains__, _WORDS))


def _told_in_sentence(sentence: str) -> Iterator[Entry]:
    if " for " in sentence and len(clauses := _NEXT_SUBSTITUTE.split(sentence)) > 1:
        for clause in clauses:
            yield from _told_in_sentence(clause)
        return
    starts = [names.start() for names in _NAMES.finditer(sentence)]
    if pairs := list(_FOR_WHOM.finditer(sentence)) if starts and " for hv" in sentence else []:
        for pair in pairs:
            yield from _people(pair["who"], "present", role=f"stedfortræder for {pair['other']}")
            yield from _people(pair["other"], "absent")
        return
    if starts:
        yield from _told_of_names(sentence, starts)


def _told_of_names(sentence: str, starts: Sequence[int]) -> Iterator[Entry]:
    """What a sentence tells of the people whose enumerations begin at `starts`."""
    came_for = _first(_REPLACED, sentence, starts) or _CAME_BEHIND.search(sentence)
    came_for = came_for or _first(_CAME_FOR, sentence, starts)
    if (match := came_for) and has_word(match.group()):
        yield from _people(match["who"], "present", role=f"stedfortræder for {match['other']}")
        yield from _people(match["other"], "absent")
        return
    if match := _APOLOGIES.search(sentence) or _first(_WAS_ABSENT, sentence, starts):
        yield from _absent(match)
    elif match := _first(_TOOK_NO_PART, sentence, starts):
        rest = match["rest"].strip(" .")
        is_whole = rest in {"", *_IN_THE_MEETING}
        told: Told = "absent" if is_whole else "partly"
        for entry in _people(match["who"], told, role="" if is_whole else _remark(match)):
            yield replace(entry, is_of_meeting=rest in _IN_THE_MEETING)
    if match := _INSTEAD.search(sentence) or _first_of(_AS_SUBSTITUTE, sentence, starts):
        yield from _people(match["who"], "present", role="stedfortræder")
    elif match := _SUBSTITUTE_IS.search(sentence):
        other = match["other"] or ""
        yield from _people(match["who"], "present", role=f"stedfortræder for {other}" if other else "stedfortræder")
        yield from _people(other, "absent")
    elif (match := _first(_PART_OF_MEETING, sentence, starts)) and is_of_part(match["rest"]):
        yield from _people(match["who"], "for_a_part", role=_remark(match))


def _first_of(patterns: Sequence[re.Pattern[str]], sentence: str, starts: Sequence[int]) -> re.Match[str] | None:
    return next(filter(None, (_first(pattern, sentence, starts) for pattern in patterns)), None)


def _first(pattern: re.Pattern[str], sentence: str, starts: Sequence[int]) -> re.Match[str] | None:
    """What the first people are told of whom a pattern, which begins with them, tells something; None without."""
    return next(filter(None, (pattern.match(sentence, start) for start in starts)), None)


def _absent(match: re.Match[str]) -> Iterator[Entry]:
    """Those who were absent, or were so for a part of the meeting, which the remark then says."""
    if is_of_part(match["rest"]):
        yield from _people(match["who"], "partly", role=_remark(match))
    else:
        yield from _people(match["who"], "absent")


def _remark(match: re.Match[str]) -> str:
    """What a sentence says of somebody, without the name."""
    return match.string[match.end("who") : match.end()].strip(" ,.")


def _people(who: str, told: Told, *, role: str = "") -> Iterator[Entry]:
    """The people of an enumeration, each with what is told of them."""
    items = item_numbers(role) if told == "partly" else ()
    # A small word before the first name is an office, or the end of what stood before.
    for entry in parse_several(who) or parse_several(_SMALL_WORD.sub("", who)) or ():
        yield replace(entry, told=told, items=items, role=join_roles(entry.role, role))
