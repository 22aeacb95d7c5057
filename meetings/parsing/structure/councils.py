"""Reads a council's name in one normal form, however covers, page headers and decisions write it.

A KKR is `KKR Nordjylland`. Any other public body is its name in the definite form and whose it is,
`Byrådet, Odder Kommune`, `Regionsrådet, Region Sjælland`: every municipality has a Byråd or an Økonomiudvalg, so
neither word names one alone. A body of several owners has them in its name: `Beredskabskommissionen for Trekanten`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from meetings.danish.municipalities import official_municipality_name, parse_municipality
from meetings.parsing.structure.body_forms import QUARTER, definite, in_small_letters

# Words that a KKR's name is never, though they may follow it in capitals.
_NO_NAME = (
    r"(?!(?:Møde|Dagsorden|Referat|Dato|Sted|Tid|Formand|Sekretariat|Kommune|Region(?:en)?\b|Beslutning|"
    r"Konklusion|Udkast|Den\b|Deltager|Side|Mandag|Tirsdag|Onsdag|Torsdag|Fredag|Januar|Februar|Marts|April|Maj\b|"
    r"Juni|Juli|August|September|Oktober|November|December|KKR\b|I\b|Til\b|Fra\b))"
)
_CAPITALIZED = r"[A-ZÆØÅ](?:[a-zæøå]+|[A-ZÆØÅ]{2,})"
_KKR_NAME = rf"(?i:{_NO_NAME})(?P<name>{_CAPITALIZED}(?:-(?i:{_NO_NAME}){_CAPITALIZED})?)\b"
_KKR_WORD = (
    r"\b(?:KKR|Kkr|K\.\s?K\.\s?R\.|(?i:kommune(?:rnes)?[ -]?kontakt[ -]?råd(?:et)?))(?:-møde[t]?)?"
    r"(?: \((?:KKR|(?i:kommune(?:rnes)?[ -]?kontakt[ -]?råd(?:et)?))\))?"
)
KKR = re.compile(
    rf"{_KKR_WORD}(?:[ -](?:i |for |fra )?|(?:[ ,:|/–-]{{1,3}}(?:i |for )?|\s?\()(?=(?i:region)|(?:Hovedstaden|"
    rf"Sjælland|Syddanmark|Midtjylland|Nordjylland|Østdanmark)\b))(?:(?i:region(?:en)?) )?{_KKR_NAME}"
)
# What a line has that names one in any of these forms, spaced out or in full: most lines have nothing of it.
_LETTERS_OF_KKR = ("KKR", "Kkr", "K.", "K ", "ontakt", "ONTAKT")
_SPACED_OUT_KKR = re.compile(r"^K\s*K\s*R\s+(?P<name>(?:[A-ZÆØÅ]\s*){4,})$")
_SECOND_KKR = re.compile(rf"^ (?:og|&|samt) (?:KKR[ -])?{_KKR_NAME}")
_GENITIVE_BEFORE = re.compile(r"^ (?:møde|dagsorden|referat|beslutning|konklusion|formand|sekretariat)")
_PART = r"[A-ZÆØÅ][\w-]{0,40}"
_JOINT = r"(?:,? (?:og|OG) |,? (?:samt|SAMT) | & |/)"
# What public bodies are called, alone or as the last part of a longer word.
_KINDS = (
    r"(?:udvalg(?:et)?|(?<!om)(?<!for)råd(?:et)?|bestyrelsen?|nævn(?:et)?|kommission(?:en)?|netværk(?:et)?|forum(?:met)?|"
    r"repræsentantskab(?:et)?|repræsentation(?:en)?|styregruppen?|klyngen?|magistraten|komit[eé](?:en)?|"
    r"(?<=egn)syn(?:et)?)"
)
_CAPITAL_KINDS = (
    r"(?:UDVALG(?:ET)?|(?<!OM)RÅD(?:ET)?|BESTYRELSEN?|NÆVN(?:ET)?|KOMMISSION(?:EN)?|NETVÆRK(?:ET)?|FORUM(?:MET)?|"
    r"REPRÆSENTANTSKAB(?:ET)?|REPRÆSENTATION(?:EN)?|STYREGRUPPEN?|KLYNGEN?|MAGISTRATEN|KOMIT[EÉ](?:EN)?|"
    r"(?<=EGN)SYN(?:ET)?)"
)
_OWN_KINDS = (
    r"(?:Udvalg(?:et)?|Råd(?:et)?|Bestyrelsen?|Nævn(?:et)?|Kommission(?:en)?|Netværk(?:et)?|Forum(?:met)?|"
    r"Repræsentantskab(?:et)?|Styregruppen?|Klyngen?|Magistraten|Komit[eé](?:en)?)"
)
# Of bodies of employer and employees, »MED«: the levels of an authority.
_MED_LEVELS = ("Hoved", "Lokal", "Fælles", "Område", "Center", "Sektor", "Koncern")
_MED = rf"(?:{'|'.join(_MED_LEVELS)})[ -]?MED(?!\w)"
_WORD = rf"(?:(?:[A-ZÆØÅ][\w-]{{0,40}}?)?(?:{_KINDS}|{_CAPITAL_KINDS})|{_OWN_KINDS}|{_MED})"
# Words that stand before a name without being part of it.
_NOT_BEFORE = (
    r"(?!(?i:(?:kommunes?|region\w*|referat|dagsorden|møde\w*|udvalg(?:et)?|råd|beslutning\w*|behandling|for|i|fra|af|til|"
    r"i|på|ved|dato|udkast|åbent?|lukket|protokol\w*|punkt|sag|emne|titel|navn)\b))"
)
# »Klima-, Energi- og Miljø«, »Kultur, Fritid og Turisme«, »Børne- og«, »Teknik &«.
# In small letters only behind such a part with its hyphen: »Social-, sundheds- og«.
_SMALL_PART = r"(?<=-, )[a-zæøå]{2,30}-"
_PARTS_BEFORE = (
    rf"(?:{_NOT_BEFORE}(?:{_PART}|{_SMALL_PART})(?:, | )){{0,4}}"
    rf"{_NOT_BEFORE}(?:[A-ZÆØÅ][\w-]{{0,40}}|{_SMALL_PART}),?{_JOINT}"
)
# »Teknisk Udvalg«, »Det særlige Sundhedsudvalg«, »Valby Lokaludvalg«.
_WORDS_BEFORE = rf"(?:(?:Det|Den|De) )?(?:{_NOT_BEFORE}(?:{_PART}|[a-zæøå]{{2,20}}(?:igt?e?|ske|te|le|ende)) ){{1,2}}"
_FIRST_WORD_OF_TOPIC = r"(?:den |det |de )?"
_NO_TOPIC = (
    r"(?!(?i:(?:den|d|i|kl|klokken|på|til|fra|pr|ved|dato|holdt|afholdt|mødtes|referat|dagsorden|man|tirs|ons|tors|fre|møde\w*|beslutning\w*|"
    r"mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag)\b))"
)
_TOPIC_WORD = rf"{_NO_TOPIC}[^\W\d][\w-]{{0,40}}(?! (?i:kommune))"
# What a body is for: words, and a list with commas only where »og« closes it.
_TOPIC = (
    rf"{_FIRST_WORD_OF_TOPIC}{_TOPIC_WORD}(?: {_TOPIC_WORD}){{0,6}}"
    rf"(?:(?:, {_TOPIC_WORD}(?: {_TOPIC_WORD})?){{0,4}}{_JOINT}{_TOPIC_WORD}(?: {_TOPIC_WORD}){{0,3}})?"
    r"(?: (?:I/S|A/S|K/S|ApS|Amba)(?!\w))?"
)
_ABOUT = (
    rf"(?: (?:for|FOR|vedr\.|vedrørende|om|OM) {_TOPIC}| {QUARTER}|"
    rf"(?:(?<=Udvalget)|(?<=UDVALGET)) {_NO_TOPIC}{_PART}(?:, {_PART}){{0,3}}{_JOINT}{_PART}|"
    rf"(?:(?<=pgaveudvalg)|(?<=pgaveudvalget)|(?<=emaudvalget)) {_NO_TOPIC}{_PART}(?: {_PART}){{0,3}})"
)
_SECTION_17 = rf"§\s?17[ ,.]{{0,3}}(?:stk\.?\s?4)?[ ,-]{{0,3}}(?:{_PART} ?)?(?i:{_KINDS}){_ABOUT}?"
# A public body, in the heading of a decision as on a cover; a genitive's s may follow. No group.
BODY = (
    rf"(?:{_SECTION_17}|(?:{_PARTS_BEFORE}(?:{_PART} )?(?:[\w-]{{0,40}}?{_KINDS}|{_WORD})|(?:{_WORDS_BEFORE})?{_WORD})"
    rf"(?![a-zæøå]{{2}}){_ABOUT}?)"
)
_BODY = re.compile(rf"(?<![\w-])(?P<body>{BODY})(?:s|S)?(?![\w-])")
# The same within other words of a title: »bestyrelsesmøde i …«, »økonomiudvalgets møde«.
_MEETING_OF = re.compile(
    r"(?<![\w-])(?P<body>[\w-]{0,40}?(?:udvalg|råd|bestyrelse|nævn|kommission|netværk|forum|repræsentantskab|styregruppe|komit[eé]))s?-?"
    r"(?:møde\w{0,3}|(?:beslutnings)?(?:referat|protokol))\b",
    re.IGNORECASE,
)
# Whose body it is, where that stands before its minutes: »Fjordmuseet – bestyrelsesreferat«.
_OWNER_BEFORE = re.compile(
    rf"^(?P<owner>{_NOT_BEFORE}{_PART}(?:(?: |{_JOINT}){_PART}| (?:I/S|A/S|ApS)){{0,4}})\s*[,:–-]\s*$"
)
# Bodies that their members call by two letters: »MR-møde«.
_SHORT_NAMES = {
    "MR": "Menighedsrådet",
    "OB": "Organisationsbestyrelsen",
    "FU": "Forretningsudvalget",
    "HB": "Hovedbestyrelsen",
    "SB": "Skolebestyrelsen",
}
_SHORT_NAME = re.compile(rf"(?<![\w-])(?P<name>{'|'.join(_SHORT_NAMES)})[ -]?møde\w{{0,3}}\b")
_SMALL_BODY = re.compile(rf"(?<![\w-])(?P<body>[a-zæøå][\w-]{{2,40}}?{_KINDS}{_ABOUT}?)s?(?![\w-])")
# What _KINDS begin with: a line without any of them names no body, and most lines have none.
_KIND_WORDS = (
    *("udvalg", "råd", "bestyrelse", "nævn", "kommission", "netværk", "forum", "repræsentant", "repræsentation"),
    *("styregruppe", "klynge", "magistrat", "egnsyn", "komite", "komité"),
)
_MED_WORDS = tuple(f"{level.lower()}{between}med" for level in _MED_LEVELS for between in ("", "-", " "))
# Bodies that every organisation has: they name one only together with whose they are.
_KIND_ALONE = re.compile(
    r"^(?:udvalg|råd|bestyrelse|nævn|kommission|netværk|forum|repræsentantskab|styregruppe|klynge|komit[eé])"
    r"(?:et|n|en|met)?$",
    re.IGNORECASE,
)
_NO_BODY = re.compile(
    r"^(?:Folketing|Forråd|Område|Kommunekontaktråd|KKR|Tilråd)|"
    # A page for all of them: »Byråd og udvalg«.
    r"^(?:byråd(?:et)?|kommunalbestyrelsen?|råd|udvalg) (?:og|&) (?:udvalg(?:et)?|råd(?:et)?|nævn(?:et)?)$",
    re.IGNORECASE,
)
_OF_MUNICIPALITY = re.compile(
    rf"(?<![\w-])(?!(?i:for|i|af|fra|til|ved|på) )(?P<name>{_PART}(?: {_PART})?) (?:(?i:region)s)?"
    r"(?P<word>(?i:kommune)s?|Byråds?\b|BYRÅDS?\b)"
)
_OF_REGION = re.compile(r"(?<![\w-])(?:Region|REGION) (?P<name>[A-ZÆØÅ](?:[a-zæøå]+|[A-ZÆØÅ]+))(?<!s)s?(?![\w-])")
_IN_TOWN = re.compile(rf"{_KINDS} i (?P<name>{_PART}(?: {_PART})?)(?![\w-])")
_TOWN_HALL = re.compile(rf"(?<![\w-])(?P<name>{_PART}) Rådhus\b")
# The municipalities of Greenland put the word first, or write it in Greenlandic.
_IN_GREENLAND = re.compile(
    r"(?<![\w-])(?:Kommuneqarfik [A-ZÆØÅ]\w+|Kommune (?:Kujalleq|Qeqertalik)|(?:Qeqqata|Avannaata) Kommunia)\b"
)
_OWNER_AFTER = re.compile(
    rf"^\w{{0,3}}(?: nr\.? ?\d{{1,4}})? ?(?:for|i|af|hos|,) (?P<owner>{_NOT_BEFORE}{_PART}"
    rf"(?:(?: |{_JOINT}){_PART}| \d{{1,2}}[A-ZÆØÅ][\w-]*|(?<=[A-ZÆØÅ])/[A-ZÆØÅ]{{2,20}}|(?: I/S| A/S| ApS)){{0,4}})"
)
# The board of an institution met there: »Bestyrelsesmøde på Mosedeskolen«.
_AT_INSTITUTION = re.compile(
    r"^\w{0,3} ?(?:på|ved) (?P<owner>(?:[A-ZÆØÅ][\w-]* ){0,3}(?:[A-ZÆØÅ][\w-]*|(?i:[\w-]*))"
    r"(?:(?i:skolen?|gymnasium|museum|museet|børnehaven?|plejehjem(?:met)?|børnehus(?:et)?|universitet|højskole)))(?![\w-])"
)
# The same right behind the meeting, at the line's end or before its day: »Bestyrelsesmøde Børnehuset Solen, 4. maj«.
_INSTITUTION_BEHIND = re.compile(
    r"^\w{0,3}(?: [–-])? (?P<owner>(?=[A-ZÆØÅ])[\w-]*(?i:skolen?|gymnasium|museum|museet|børnehus(?:et)?|børnehaven?|"
    r"distrikt|dagtilbud|vandværk|varmeværk|forsyning)(?: [A-ZÆØÅ][\w-]*){0,2})(?=,? (?:den|d\.|\d|\w+dag\b)|\s*$)"
)
_TERM = re.compile(r"\s*\(?(?<![\d-])(?:20)?\d\d\s?[-–]\s?(?:20)?\d\d(?![\d-])\)?")
# Bodies that are for a matter, where others are for their owners.
_FOR_A_MATTER = re.compile(r"^(?:Udvalg|Råd|§|[\w-]*(?:råd|udvalg|nævn))")
_OF_ORGANISATION = re.compile(
    r"^(?!kommunalbest)(?:[\w-]{0,30}(?:bestyrelse|repræsentantskab|beredskabskommission|styregruppe|forsamling)(?:n|en|et)?)$",
    re.IGNORECASE,
)
_IS_LABEL = re.compile(
    r"^(?:Referat|Dagsorden|Møde\w*|Til|Fra|Af|I|Udvalg|Råd|Beslutning\w*|Protokol|Ordinært|Ekstraordinært)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d")
_FEWEST_MENTIONS = 3
_WEB_ADDRESS = re.compile(r"(?:@|www\.|https?://)(?:[\w-]{1,30}\.)?(?P<name>[a-zæøå-]{3,30})\.dk\b", re.IGNORECASE)


def kkr_name(text: str) -> str:
    """The KKR that a line names, '' if none: also spaced out (`K K R  N O R D J Y L L A N D`)."""
    return next(iter(kkr_names(text)), "")


def kkr_names(text: str) -> list[str]:
    """Every KKR that a line names, in order: two for »KKR Hovedstaden og Sjælland«."""
    names: dict[str, None] = {}
    if not any(map(text.__contains__, _LETTERS_OF_KKR)):
        return []
    for match in KKR.finditer(text):
        names[_kkr_of(match, text)] = None
        if second := _SECOND_KKR.match(text[match.end() :]):
            names[_kkr_of(second, text)] = None
    if not names and (spaced_out := _SPACED_OUT_KKR.match(text)):
        return ["KKR " + re.sub(r"\s", "", spaced_out["name"]).capitalize()]
    return list(names)


def _kkr_of(match: re.Match[str], text: str) -> str:
    name = "-".join(part.capitalize() for part in match["name"].split("-"))
    is_genitive = name.endswith("s") and _GENITIVE_BEFORE.match(text[match.end() :])
    return f"KKR {name[:-1] if is_genitive else name}"


def body_name(text: str) -> str:
    """The body that a line names, in the definite form ('Byrådet'); '' if none.

    One called no more than Bestyrelsen or Rådet counts where the line says whose it is.
    """
    return next(_bodies(text), "")


def kind_of_body(text: str) -> str:
    """The body that a line calls by its kind alone ('Bestyrelsen'), '' if none: it counts where none has a name."""
    for pattern in (_BODY, _MEETING_OF) if names_kind(text) else ():
        for match in pattern.finditer(text):
            if _KIND_ALONE.match(match["body"]):
                return definite(in_small_letters(match["body"][:1].upper() + match["body"][1:]))
    return ""


def _bodies(text: str) -> Iterator[str]:
    without_terms = _TERM.sub("", text) if _FIGURE.search(text) else text
    without_terms = _OF_REGION.sub("", without_terms) if "egion" in text.casefold() else without_terms
    if "møde" in without_terms and (short := _SHORT_NAME.search(without_terms)):
        yield _SHORT_NAMES[short["name"]]
    if not names_kind(without_terms):
        return
    for match in _MEETING_OF.finditer(without_terms):
        if not _KIND_ALONE.match(match["body"]):
            continue
        kind, before = definite(match["body"].capitalize()), _OWNER_BEFORE.match(without_terms[: match.start()])
        if named := _with_owner(kind, without_terms[match.end() :]):
            yield named
        elif before and not parse_municipality(before["owner"]):
            yield f"{kind} for {before['owner']}"
    for match in _BODY.finditer(without_terms):
        body = definite(_without_owner(in_small_letters(match["body"])))
        # »Rådet for ældre og udsatheds møde«: the genitive of what it is for.
        if " for " in body and body.endswith("s") and _GENITIVE_BEFORE.match(without_terms[match.end("body") :]):
            body = body[:-1]
        after = without_terms[match.end("body") :]
        if _KIND_ALONE.match(body) or (is_of_an_organisation(body) and _AT_INSTITUTION.match(after)):
            body = _with_owner(body, after)
        if body and not _NO_BODY.match(body):
            yield body[:1].upper() + body[1:]
    for pattern in (_MEETING_OF, _SMALL_BODY):
        for match in pattern.finditer(without_terms):
            body = definite(match["body"][:1].upper() + match["body"][1:])
            if _KIND_ALONE.match(body):
                body = _with_owner(body, without_terms[match.end() :])
            if body and not _NO_BODY.match(body) and "KKR" not in body:
                yield body


def names_kind(text: str) -> bool:
    """Whether a text has a word that a kind of body is called by."""
    small = text.casefold()
    return any(map(small.__contains__, _KIND_WORDS)) or ("med" in small and any(map(small.__contains__, _MED_WORDS)))


def _with_owner(body: str, after: str) -> str:
    """The name of a body from its kind and what follows: 'Bestyrelsen for Midttrafik'; '' where no owner follows."""
    if institution := _AT_INSTITUTION.match(after) or _INSTITUTION_BEHIND.match(after):
        return f"{body} for {institution['owner']}"
    match = _OWNER_AFTER.match(after)
    owner = match["owner"] if match else ""
    if not owner or parse_municipality(owner) or _KIND_ALONE.match(owner) or _OF_REGION.match(owner):
        return ""
    # »Rådsmøde i Havnerådet« is one of that council, »bestyrelsesmøde i Danske Havneråd« one of its board.
    kind = re.sub(r"(?:et|en|n)$", "", body.casefold())
    is_body = re.search(rf"{kind}(?:et|en|n)?$", owner.casefold()) is not None
    return definite(owner) if is_body else f"{body} for {owner}"


def _without_owner(body: str) -> str:
    """A body's name without the town before it and without a stranger to its list: »Odder, Børne- og …«."""
    parts = body.split(", ")
    if any(part.endswith("-") for part in parts[1:]) or re.match(r"^[\w-]+- og ", parts[-1]):
        while len(parts) > 1 and not parts[0].endswith("-"):
            parts.pop(0)
    body = ", ".join(parts)
    first, _, rest = body.partition(" ")
    if re.match(r"Byråd(?:et)?$", rest):
        return rest
    if rest and parse_municipality(first) and not first.endswith("-") and not rest.startswith(("og ", "& ")):
        return body if re.match(r"(?i)lokal", rest) else rest
    return body


def municipality_named(text: str) -> str:
    """The municipality that a line names with the word Kommune, Byråd or another body ('Odder Kommune'); '' if none.

    One that is none of the 98 counts too: it is a former one or one made up.
    """
    if in_greenland := _IN_GREENLAND.search(text):
        return in_greenland.group()
    for match in _OF_MUNICIPALITY.finditer(text):
        for name in (match["name"], match["name"].split()[-1]):
            if known := parse_municipality(name):
                return official_municipality_name(known)
        if match["word"].casefold().startswith("kommune") and not body_name(match["name"]):
            return f"{in_small_letters(match['name'])} Kommune"
        if match["word"].casefold().startswith("byråd") and not _IS_LABEL.match(match["name"]):
            return f"{in_small_letters(match['name'].split()[-1])} Kommune"
    return ""


def town_of_body(text: str) -> str:
    """The municipality whose body a line names without the word Kommune (»Ældrerådet i Odder«); '' if none."""
    has_kind = names_kind(text)
    for match in _IN_TOWN.finditer(text) if has_kind else ():
        for name in (match["name"], match["name"].split()[0]):
            if known := parse_municipality(name):
                return official_municipality_name(known)
    at_hall = _TOWN_HALL.search(text)
    if at_hall and (known := parse_municipality(at_hall["name"])):
        return official_municipality_name(known)
    for match in _BODY.finditer(text) if has_kind else ():
        first = in_small_letters(match["body"]).split()[0]
        if known := parse_municipality(first):
            return official_municipality_name(known)
    return ""


def region_named(text: str) -> str:
    """The region that a line names ('Region Sjælland'); '' if none."""
    match = _OF_REGION.search(text)
    return f"Region {match['name'].capitalize()}" if match else ""


def municipality_of_address(texts: Iterable[str]) -> str:
    """The municipality whose web or mail address the texts give most often ('www.odder.dk'); '' if none."""
    named = Counter(
        known
        for text in texts
        if ".dk" in text
        for match in _WEB_ADDRESS.finditer(text)
        for known in [_municipality_of_domain(match["name"])]
        if known
    )
    return official_municipality_name(named.most_common(1)[0][0]) if named else ""


def _municipality_of_domain(name: str) -> str | None:
    plain = re.sub(r"-?kommune$", "", name.casefold())
    spellings = (plain, plain.replace("ae", "æ"), plain.replace("oe", "ø"), plain.replace("oe", "ø").replace("ae", "æ"))
    return next((known for spelling in spellings if (known := parse_municipality(spelling))), None)


def without_names(text: str) -> str:
    """A line without the names of councils, municipalities and regions in it."""
    small = text.casefold()
    of_owners = (_IN_GREENLAND, _OF_MUNICIPALITY) if "kommun" in small or "byråd" in small else ()
    of_regions = (_OF_REGION,) if "region" in small else ()
    for pattern in (*((_SPACED_OUT_KKR, KKR) if "k" in small else ()), *of_owners, *of_regions):
        text = pattern.sub(" ", text)
    for pattern in (_MEETING_OF, _BODY, _SMALL_BODY) if names_kind(text) else ():
        text = pattern.sub(" ", text)
    return _TERM.sub(" ", text)


def council_name(body: str, owner: str) -> str:
    """The normal form of a council's name from its parts, either of which may be ''."""
    return f"{body}, {owner}" if body and owner else body


def short_name(council: str) -> str:
    """The letters by which members call a body (»MR« for Menighedsrådet); '' for none."""
    return next((letters for letters, name in _SHORT_NAMES.items() if council.startswith(name)), "")


def is_of_owners(council: str) -> bool:
    """Whether a council's name says whose it is in the body's own name: 'Bestyrelsen for Midttrafik'."""
    return " for " in council and not _FOR_A_MATTER.match(council)


def is_of_an_organisation(council: str) -> bool:
    """Whether a body is of a kind that companies and bodies of several municipalities have: 'Bestyrelsen'."""
    return _OF_ORGANISATION.match(council) is not None


def most_named_municipality(texts: Iterable[str]) -> str:
    """The municipality that a document names far more than any other; '' where none stands out."""
    return _most_named(name for text in texts if "ommune" in text for name in [municipality_named(text)] if name)


def most_named_region(texts: Iterable[str]) -> str:
    """The region that a document names far more than any other; '' where none stands out."""
    return _most_named(name for text in texts if "egion " in text for name in [region_named(text)] if name)


def _most_named(names: Iterable[str]) -> str:
    (name, count), (_, runner_up), *_ = [*Counter(names).most_common(2), ("", 0), ("", 0)]
    return name if count >= max(_FEWEST_MENTIONS, 2 * runner_up) else ""
