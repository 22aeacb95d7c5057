"""What the lines of covers look like: kinds of documents, labels, and words that say nothing."""

import re

AGENDA = r"(?:tillægs)?dagsorden|mødeindkaldelse|indkaldelse"
MINUTES = (
    r"(?:beslutnings|møde|konklusions|kort)?referat|(?:beslutnings|møde|forhandlings)?protokol|"
    r"(?:beslutninger|konklusioner)(?= fra|$)|konklusioner"
)
KIND = re.compile(rf"(?<![\w-])(?:(?P<agenda>{AGENDA})|(?P<minutes>{MINUTES}))(?![\w-])", re.IGNORECASE)
# An agenda with the minutes written into it.
BOTH_KINDS = re.compile(
    rf"(?<![\w-])(?:{AGENDA})(?:en)?(?: og | & |\s?/\s?| med | m\. ?)(?:{MINUTES}|vedtagelser|beslutninger)",
    re.IGNORECASE,
)
# What a site calls the page of either.
EITHER_KIND = re.compile(rf"(?<![\w-])(?:{AGENDA})(?:en|er)? eller (?:{MINUTES})", re.IGNORECASE)
OPENS_WITH_KIND = re.compile(
    rf"^(?:udkast(?: til)?|åbent?|lukket|foreløbigt?|godkendt|ekstraordinær[t]?|offentligt?|endeligt?)?[\s:–-]*"
    rf"(?:{AGENDA}|{MINUTES})(?![\w-])",
    re.IGNORECASE,
)
ENDS_WITH_KIND = re.compile(rf"[:,–-]\s*(?:{AGENDA}|{MINUTES})$", re.IGNORECASE)
DRAFT = re.compile(r"\b(?:udkast|foreløbigt? (?:referat|protokol)|ikke[- ]godkendt|ej godkendt)\b", re.IGNORECASE)
DATE = re.compile(
    r"^(?:(?:Møde)?dato(?:en)?(?:\s?(?:og|/|,)\s?-?(?:tid(?:spunkt)?|klokkeslæt|sted))?(?: for møde[t]?)?|Mødedag|Dag|"
    r"Hvornår|Tid(?:spunkt)?(?: og |/)sted|Sted(?: og |/)tid(?:spunkt)?|Møde[t]? (?:afholdes|holdes|den)|"
    r"Ny (?:møde)?dato)"
    r"(?:\s*:\s*(?P<value>\S.*)?|\s+(?P<bare>.*\d.*))?$",
    re.IGNORECASE,
)
# The label of a list of items, which minutes have too.
OF_LIST = re.compile(r"^Dagsorden\s?(?P<colon>:)?$", re.IGNORECASE)
# A label that may be the meeting's or that of the letter about it.
DATE_ALONE = re.compile(r"^Dato\b", re.IGNORECASE)
WEEKDAY = re.compile(r"\b(?:man|tirs|ons|tors|fre|lør|søn)dag\b", re.IGNORECASE)
TIME = re.compile(
    r"^(?:(?:Møde)?tid(?:spunkt)?|Klokken|Klokkeslæt|(?:Møde)?start(?:tid(?:spunkt)?)?|Mødet? starter|"
    r"Mødet (?:begynder|start))(?: for møde[t]?)?"
    r"(?:\s*:\s*(?P<value>\S.*)?|\s+(?P<bare>(?:kl|\d|\w+dag\b).*))?$",
    re.IGNORECASE,
)
END = re.compile(
    r"^(?:Slut(?:tid(?:spunkt)?)?|Mødeslut|Mødet (?:blev )?(?:hævet|slut(?:tede)?|sluttet)|Hævet|"
    r"Udsend(?:t|elsesdato)|Udskrevet|"
    r"Godkendt|Møde ?nr\.?|Mødenummer|Mødetype|Sager|Side|Næste møde|Frist|Svarfrist|"
    r"Oprettet|"
    r"Publiceret|Offentliggjort|Sidst redigeret|Dok(?:ument)?\.? ?(?:nr|id)\.?|Sagsbehandler|Kontakt|Telefon|E-?mail|"
    r"Journal(?:nummer|nr\.?)|Gem som fil|Luk alle punkter)\b\s*(?::|kl\.|den |\d).{0,80}$|"
    r"^(?:Slut(?:tid(?:spunkt)?)?|Mødeslut)$",
    re.IGNORECASE,
)
PLACE = re.compile(
    r"^(?:(?:Mødes|S)ted|(?:Møde)?lokale|Mødesal|Hvor|Adresse)"
    r"(?:\s*:\s*(?P<value>\S.*)?|(?:(?<=Mødested)\s|\s{2,})\s*(?P<bare>\S.*))?$",
    re.IGNORECASE,
)
# Labels of the body that meets, with its name behind them or below.
COUNCIL = re.compile(
    r"^(?:(?:Udvalg|Råd|Nævn|Organ|Forum|Mødeforum|Mødeudvalg|Råd/udvalg|Udvalg/råd|Udvalgs?navn|Udvalgets navn|"
    r"Navn på udvalg)(?:\s*:\s*(?P<value>\S.*)?|\s{2,}(?P<bare>\S.*))?)$",
    re.IGNORECASE,
)
# A body that is called neither udvalg nor råd, where the title says that it met: »Møde i Kultur & Fritid«.
MEETING_IN = re.compile(
    r"(?<!\w)[\w-]*møde[t]? i (?!(?i:KKR|møde|lokale|rådhus|kommunen|regionen|sal)\b)"
    r"(?P<name>[A-ZÆØÅ][^,.;:|()\d]{2,60}?)"
    r"(?= (?:den|d\.|kl|på|i [A-ZÆØÅ]\w+ Kommune|\w+dag)\b|\s*[,.;:|(\d–-]|$)",
)
# The same at the beginning of a line, where places stand as well: a body by its letters, or of several words.
MEETING_IN_BODY = re.compile(
    r"^(?:Ordinært |Ekstraordinært )?Møde i (?P<name>(?!KKR\b)[A-ZÆØÅ]{2,8}|"
    r"[A-ZÆØÅ][\w-]{2,30}(?:, [A-ZÆØÅ]?[\w-]{2,30})*,? (?:og|&) [A-ZÆØÅ]?[\w-]{2,30})"
    r"(?= (?:den|d\.|kl|\w+dag)\b|$)"
)
# The same where the body's name is all that says whose the meeting is: »Kultur og fritids møde den 3. maj 2022«.
MEETING_OF = re.compile(
    r"^(?P<name>[A-ZÆØÅ](?:[^\W\d]|[ ,&-]){2,60}?)s møde (?:den |d\. )?(?:\w+dag )?(?:den |d\. )?\d"
)
SENTENCE = re.compile(r"^[A-ZÆØÅ]\w+ (?:er|var|bliver|blev|holdes|starter|skal|har|begynder|afholdes)\b")
BEGAN = re.compile(
    r"\b(?:åbnede mødet|mødet? (?:begyndte|begynder|startede|starter|åbnede|åbnedes|indledtes|"
    r"blev (?:åbnet|sat|indledt)))\b.{0,40}?(?P<time>kl\.? ?\d.{0,6})",
    re.IGNORECASE,
)
ORGANISATION = re.compile(
    r"^[A-ZÆØÅ](?:[^\W\d]|-){2,30}(?:(?: | & | og )[A-ZÆØÅ](?:[^\W\d]|-){1,30}| (?:I/S|A/S|K/S|ApS|Amba)(?= |$)){0,7}$"
)
BEGAN_LINE = re.compile(
    r"^Mødet? (?:begyndte|startede|åbnede|blev (?:åbnet|sat|indledt))\s*:?\s*(?P<time>(?:kl\.?|klokken)?\s*\d.*)$",
    re.IGNORECASE,
)
MARK = re.compile(r"^[–−•·▪*-]\s+(?=[A-ZÆØÅ][\w/ ]{2,30}:)")
SAMPLE = re.compile(r"^Eksempel\b", re.IGNORECASE)
BOILERPLATE = re.compile(r"^(?:Mission|Vision)$")
# Words that say nothing beside a council's name, a day or a kind of document.
FILLER_WORDS = re.compile(
    r"\b(?:møde(?:t|ts|r)?|mødesal|i|den|d|kl|klokken|af|fra|til|for|på|ved|og|nr|regionskommunes?|"
    r"(?:man|tirs|ons|tors|fre|lør|søn)dag|ordinært|ekstraordinær[t]?|konstituerende|åbent?|lukket|offentligt?|endeligt?|"
    r"godkendt|foreløbigt?|mødesager|åben|offentlig|regions?|i/s)\b|[\W\d_]+",
    re.IGNORECASE,
)
MOVED = re.compile(r"\b(?:flyttet|rykket|udskudt|udsat|ændret|ny dato|i stedet)\b", re.IGNORECASE)
NEW_DAY_NEXT = re.compile(
    r"\b(?:til|ny dato:?|nu|bliver|i stedet(?: for)?)\W*(?:\w+dag\W*)?(?:den |d\. )?$", re.IGNORECASE
)
OLD_DAY_NEXT = re.compile(r"\b(?:fra|oprindelig\w*|før)\W*(?:\w+dag\W*)?(?:den |d\. )?$", re.IGNORECASE)
# Words beside a day that show that it is the meeting's.
OF_MEETING = re.compile(r"\b(?:kl|klokken|[\w-]*møde\w*|afholdt|(?:man|tirs|ons|tors|fre|lør|søn)dag)\b", re.IGNORECASE)
# A town council as the head of the paper of all its committees, whose name stands below.
LETTERHEAD = re.compile(r"^[A-ZÆØÅ][\w-]{2,25} (?:Byråd|BYRÅD)$")
OTHER_DAY = re.compile(
    r"\b(?:udsendt|udskrevet|godkendt|frist|senest|næste møde|offentliggjort|publiceret|sidste møde|revideret|oprettet)"
    r"\W*(?:\w+dag\W*)?(?:den |d\. )?\d",
    re.IGNORECASE,
)
# A day with two figures for its year that has a line to itself, but for the hour: »05-02-25«.
SHORT_DAY_ALONE = re.compile(
    r"^(?:den |d\. ?)?\d{1,2}(?:[-/]\d{1,2}|\. ?\d{1,2})[-/]\d{2}(?![\d/-])(?:[\s,–-]+\d{1,2}[.:]\d{2}\b.{0,20})?$",
    re.IGNORECASE,
)
ROOM = re.compile(
    r"^(?:i |på )?(?:Byråds|Råds|Møde|Kommunalbestyrelses)sal(?:en)?\b.{0,60}$|^(?:Rådhuset|Mødelokale)\b.{0,60}$"
)
AT_ADDRESS = re.compile(r"^(?:i|på|hos|ved) [A-ZÆØÅ].*\d")
NUMBERED = re.compile(r"^\d{1,3}[.)]?\s+[A-ZÆØÅ]")
CONTENTS = re.compile(
    r"^(?:Indhold(?:sfortegnelse|soversigt)?|Punkter|Sagsoversigt|Punktoversigt)\s*:?$", re.IGNORECASE
)
BARE_LABEL = re.compile(
    r"^(?:Udvalg|Møde|NB|Til|Fra|Af|Emne|Side|(?-i:Bilag)|"
    r"(?:Ordinært|Ekstraordinært|Konstituerende|Åbent|Lukket) møde|Underskrift(?:er|sside)?|Dagsordenspunkter|"
    r"Åbent?|Lukket|Åbne (?:punkter|sager)|Lukkede (?:punkter|sager)|"
    r"Til \w+ [–-] for (?:åbne|lukkede) døre|Pkt\.(?:\s+Tekst)?(?:\s+Side)?|[-–_*=.\s]+)\s*:?$",
    re.IGNORECASE,
)
TIME_OF_DAY = re.compile(
    r"(?:(?<![\d.:])(?<!(?-i:[A-ZÆØÅ]))|(?<=\bkl\.))(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::\d{2})?(?![.:]?\d)|"
    r"\b(?:kl\.?|klokken)\s*(?P<full_hour>\d{1,2})(?:,?(?P<minute_behind>\d{2})(?!\d)|(?!\s*[.:]?\d))",
    re.IGNORECASE,
)
# In characters.
LONGEST_TITLE = 160
# A title may say so much beside the names and days in it; a longer text only mentions them.
LONGEST_REST = 30
# Lines of a cover: what is further down in a long text without headings is none.
MOST_LINES = 500
