"""The form in which a body's name is kept: definite, and in small letters where a cover has capitals."""

import re

# The part of a town or region that a body of several of one kind is for: »Lokalrådet Vest«, »Distriktsudvalg Sydøst«.
QUARTER = r"(?:Nord(?:øst|vest)?|Syd(?:øst|vest)?|Øst|Vest|Midt|Centrum|By|Land|[1-9]|[A-F])(?![\w.:-])(?! \d)"
_IN_QUARTER = re.compile(rf" {QUARTER}$")
_SMALL_WORDS = frozenset({"og", "for", "i", "den", "det", "af", "om", "til", "samt", "med"})

# What bodies are called in words long enough that one with a slip in it is still known.
_LONG_KINDS = ("bestyrelse", "kommission", "repræsentantskab", "styregruppe", "magistrat", "netværk", "udvalg")
_WORD = re.compile(r"[^\W\d_]{6,60}")
_ENDINGS = ("smødet", "smøde", "mødet", "møde", "ets", "ens", "ns", "et", "en", "n", "s", "")


def spelled_as_meant(text: str) -> str:
    """A line in which a kind of body that is misspelt by one letter is spelled right: »Kommisionsmøde«."""
    return _WORD.sub(lambda match: _as_meant(match.group()), text)


def _as_meant(word: str) -> str:
    for ending in (ending for ending in _ENDINGS if word.casefold().endswith(ending)):
        stem = word.casefold()[: len(word) - len(ending)]
        if stem.endswith(_LONG_KINDS):
            return word
        for kind in _LONG_KINDS:
            for length in (len(kind) - 1, len(kind), len(kind) + 1):
                if _is_slip_of(stem[-length:], kind):
                    first = max(0, len(stem) - length)
                    meant = kind.capitalize() if word[first].isupper() else kind
                    return f"{word[:first]}{meant}{word[len(stem) :]}"
    return word


def _is_slip_of(word: str, kind: str) -> bool:
    """Whether a word differs from a kind of body in one letter within it: left out, put in, another, or two changed."""
    ends_alike = word[-1:] == kind[-1] or sorted(word[-2:]) == sorted(kind[-2:])
    if word == kind or word[:1] != kind[0] or not ends_alike or abs(len(word) - len(kind)) > 1:
        return False
    shorter = min(len(word), len(kind))
    at = next((at for at in range(shorter) if word[at] != kind[at]), shorter)
    rests = (
        (word[at:], kind[at + 1 :]),
        (word[at + 1 :], kind[at:]),
        (word[at + 1 :], kind[at + 1 :]),
        (word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :], kind[at:]),
    )
    return any(first == second for first, second in rests)


def definite(body: str) -> str:
    """A body's name in the definite form: »Økonomiudvalget«; one that is so, and a name of another kind, as it is."""
    lower = body.casefold()
    for indefinite, ending in (("udvalg for", "et"), ("råd for", "et"), ("nævn for", "et"), ("bestyrelse for", "n")):
        if lower.startswith(indefinite):
            word = indefinite.split()[0]
            return f"{body[: len(word)]}{ending}{body[len(word) :]}"
    if quarter := _IN_QUARTER.search(body):
        return definite(body[: quarter.start()]) + quarter.group()
    name, about, rest = _split_about(body)
    before, _, last = name.rpartition(" ")
    last = last.casefold()
    keeps_form = before and not before.endswith(("-", ",", "&", " og", " samt"))
    if keeps_form or last.endswith(("okaludvalg", "forum", "netværk")):
        return body
    if last.endswith(("udvalg", "råd", "nævn", "egnsyn", "repræsentantskab")):
        return f"{name}et{about}{rest}"
    if last.endswith(("bestyrelse", "klynge", "styregruppe")):
        return f"{name}n{about}{rest}"
    return f"{name}en{about}{rest}" if last.endswith(("præsentation", "ommission", "komite", "komité")) else body


def _split_about(body: str) -> tuple[str, str, str]:
    match = re.search(r" (?:for|om|vedr\.|vedrørende) ", body)
    return (body[: match.start()], match.group(), body[match.end() :]) if match else (body, "", "")


def in_small_letters(name: str) -> str:
    """A name in capitals as it is written in a text; other names as they are."""
    if not name.isupper():
        return name
    words = " ".join(word if word in _SMALL_WORDS else word.capitalize() for word in name.lower().split())
    return "-".join(part[:1].upper() + part[1:] for part in words.split("-"))
