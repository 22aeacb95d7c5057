"""Signs that a line has for its looks alone: Markdown's, bullets of symbol fonts, and rules drawn with characters.

A text that was made from a web page, a chat or a mail has them around headings and labels: »## 3. Broen«,
»**Beslutning:** Godkendt.«, »== Beslutning ==«, and »=====« below a title.
"""

import re

_RULE = re.compile(r"^\s*(?:[=*~_–—-]\s?){3,}$|^\s*\|(?:\s?:?-{2,}:?\s?\|)+$")
# A row of a table, whose cells stand apart as in columns.
_ROW = re.compile(r"^(\s*)\|\s+(?P<cells>\S.*?)\s+\|$")
_HEADING_SIGNS = re.compile(r"^(\s*)#{1,6}(?:\s+(?=\S)|(?=[\d*_]))|(?<=\S)\s+#{1,6}$")
_QUOTED = re.compile(r"^(\s*)>\s+(?=\S)")
_STRONG = re.compile(r"(?<!\w)(?P<sign>\*\*\*?|__)(?=[^\s*_])(?P<text>[^*]+?)(?<=[^\s*_])(?P=sign)(?!\w)")
# Emphasis around a line or its label: a star or a low line within a text may be anything.
_EMPHASIS = re.compile(r"^(?P<indent>\s*)(?P<sign>[*_])(?=[^\s*_])(?P<text>[^*_]+)(?<=\S)(?P=sign)(?=$|[\s:.])")
_FRAMED = re.compile(r"^(\s*)(?P<side>[=*~_–—-]{2,})\s+(?P<text>\S.*?)\s+[=*~_–—-]{2,}$")
_BULLET = re.compile(
    r"^(\s*)(?:[»›]\s+|[*\uf0b7\uf0a7\uf0d8\uf0fc\uf02d●◦○‣∙⁃→➔➢►▶■□❖✓✔◆⦁](?:\s+|(?<!\*)(?=[^\W\d_])))(?=\S)"
)
# What none of the above is without.
_SIGN = re.compile(r"[#*_>|=~»›–—\uf0b7\uf0a7\uf0d8\uf0fc\uf02d●◦○‣∙⁃→➔➢►▶■□❖✓✔◆⦁]|--")
# What a page of a web site leaves in a document that was made from one.
CONTROL_OF_SITE = re.compile(
    r"^(?:•\s*)?(?:(?:Tilbage t|T)il top(?:pen)?|Til indholdsfortegnelse|Tilbage til oversigt|"
    r"Udskriv(?: hele dagsorde?nen)?|Kopi[eé]r link(?: til (?:punktet|sagen))?(?:\s?[-|]\s?(?:Print|Udskriv))?|"
    r"Klik her for at folde ud\b.*|Vis (?:mere|mindre)|Abonn[eé]r|"
    r"Gå til hovedindhold(?:et)?|Spring til indhold(?:et)?|MENU|Menu|Skriv et svar|Accepter cookies|"
    r"Se alle bilag|Luk alle punkter(?: Referat)?|(?:Fold|Luk|Åbn) alle(?: ud| punkter)?|"
    r"Side [ivxl]{1,7}|Størrelse: px|Starte visningen fra side:|Save this PDF as:|WORD\s+PNG\s+TXT\s+JPG|Transkript)$"
)


def is_rule(text: str) -> bool:
    """Whether a line is a rule and nothing else."""
    return not text[-1:].isalnum() and _RULE.match(text) is not None


def without_markup(text: str) -> str:
    """A line without the signs that are no words of it; every bullet is »•«, and a rule stays."""
    if not _SIGN.search(text) or is_rule(text):
        return text
    plain = _QUOTED.sub(r"\1", text)
    if row := _ROW.match(plain):
        plain = row[1] + re.sub(r"\s*(?<!\S)\|(?!\S)\s*", "    ", row["cells"])
    plain = _HEADING_SIGNS.sub(lambda match: match[1] or "", plain)
    plain = _STRONG.sub(lambda match: match["text"], plain)
    plain = _FRAMED.sub(lambda match: f"{match[1]}{match['text']}", plain)
    plain = _EMPHASIS.sub(lambda match: f"{match['indent']}{match['text']}", plain)
    return _BULLET.sub(r"\1• ", plain)
