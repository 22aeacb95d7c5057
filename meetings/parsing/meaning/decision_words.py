"""The words that decide: verbs in all their forms, and phrases, by the outcome that they mean.

The order of the tables is that of the outcomes: the first one found is a decision's main outcome.
"""

import itertools
from dataclasses import dataclass

from meetings.parsing.document import Outcome


@dataclass(frozen=True)
class Verb:
    """The forms of a verb, each of which may be one of several spellings, and what goes before them in a compound."""

    infinitive: str
    present: str
    past: str
    participle: str
    passive: str
    passive_past: str
    prefix: str

    def stem(self) -> str:
        """The letters that all forms begin with, without the ending -e."""
        forms = [form for form in (self.infinitive, self.past, self.participle, self.passive) if form]
        alike = itertools.takewhile(lambda letters: len(set(letters)) == 1, zip(*forms, strict=False))
        return "".join(letters[0] for letters in alike).removesuffix("e")

    def forms(self) -> str:
        """Every form but the infinitive, as alternatives of a pattern."""
        forms = (self.present, self.past, self.participle, self.passive, self.passive_past)
        return rf"{self.prefix}(?:{'|'.join(dict.fromkeys(form for form in forms if form))})"


def _verb(forms: str, prefix: str = "") -> Verb:
    """A verb from its six forms: infinitive, present, past, participle, passive in present and past; `-` for none."""
    infinitive, present, past, participle, passive, passive_past = (
        "" if form == "-" else form for form in forms.split()
    )
    return Verb(infinitive, present, past, participle, passive, passive_past, prefix)


VERBS: dict[Outcome, tuple[Verb, ...]] = {
    "rejected": (
        _verb("afvise afviser afviste afvist afvises afvistes"),
        _verb("afslå afslår afslog afslået afslås afsloges"),
        _verb("forkaste forkaster forkastede forkastet forkastes forkastedes"),
        _verb("nedstemme nedstemmer nedstemte nedstemt nedstemmes nedstemtes"),
    ),
    "appointed": (
        _verb("udpege udpeger udpegede udpeget udpeges udpegedes", "(?:gen|ny)?"),
        _verb("konstituere konstituerer konstituerede konstitueret konstitueres konstitueredes"),
    ),
    "decided": (
        _verb("beslutte beslutter besluttede besluttet besluttes besluttedes"),
        _verb("vedtage vedtager vedtog vedtaget vedtages vedtoges"),
        _verb("fastsætte fastsætter fastsatte fastsat fastsættes fastsattes"),
        _verb("bemyndige bemyndiger bemyndigede bemyndiget bemyndiges bemyndigedes"),
        _verb("fremme - - fremmet fremmes fremmedes"),
        _verb("tilrette - - tilrettet tilrettes tilrettedes"),
        _verb("sende sender sendte sendt sendes sendtes", "(?:over|videre)"),
    ),
    "approved": (
        _verb("godkende godkender godkendte godkendt godkendes godkendtes", "(?:princip)?"),
        _verb("tiltræde tiltræder tiltrådte tiltrådt tiltrædes tiltrådtes"),
        _verb("imødekomme imødekommer imødekom imødekommet imødekommes imødekommes"),
        _verb("bifalde bifalder bifaldt bifaldet bifaldes bifaldtes"),
        _verb("bevillige bevilliger bevilligede bevilliget bevilliges bevilligedes"),
        _verb("bevilge bevilger bevilgede bevilget bevilges bevilgedes"),
        _verb("acceptere accepterer accepterede accepteret accepteres accepteredes"),
    ),
    "recommended": (
        _verb("anbefale anbefaler anbefalede anbefalet anbefales anbefaledes"),
        _verb("indstille indstiller indstillede indstillet indstilles indstilledes"),
    ),
    "discussed": (
        _verb("drøfte drøfter drøftede drøftet drøftes drøftedes"),
        _verb("debattere debatterer debatterede debatteret debatteres debatteredes"),
        _verb("diskutere diskuterer diskuterede diskuteret diskuteres diskuteredes"),
    ),
    "noted": (
        _verb("orientere orienterer orienterede orienteret orienteres orienteredes"),
        _verb("notere noterer noterede noteret noteres noteredes"),
    ),
}

# What a council could not do where it refuses: the infinitives of what would have carried the case.
_CARRIES: tuple[Outcome, ...] = ("decided", "approved", "recommended")
_COULD_NOT = "|".join(["tilslutte", "støtte", *(verb.infinitive for outcome in _CARRIES for verb in VERBS[outcome])])
_APPROVES = "|".join(verb.infinitive for verb in VERBS["approved"])
_PERMISSION = r"(?:\w+)?(?:bevilling|dispensation|tilladelse|tilsagn|samtykke|tilslutning|accept)(?:en|et)?"
_GIVES = r"(?:meddel(?:te|er|es|t|tes)|gav|giver|gives|givet|gaves)"
_PHRASES: dict[Outcome, tuple[str, ...]] = {
    "cancelled": (r"beslutte(?:de|r) at aflyse", r"aflyste (?:sagen|punktet|behandlingen|drøftelsen)"),
    "postponed": (
        r"udskød",
        r"udsætter",
        r"genoptager (?:den|sagen|punktet|behandlingen)",
        r"beslutte(?:de|r) at (?:udsætte|udskyde)",
        r"udsatte (?:sagen|punktet|behandlingen|drøftelsen|beslutningen)",
    ),
    "rejected": (
        rf"(?:k(?:unne|an) ikke|ønske(?:r|de) ikke at) (?:{_COULD_NOT})",
        r"beslutte(?:de|r) at (?:afvise|afslå)",
        r"(?:(?<=orslaget )|(?<=ndstillingen )|(?<=orslaget er )|(?<=orslaget blev ))fald(?:t|et|er)",
        r"stemt ned",
        rf"(?:[Dd]er )?(?:{_GIVES}|(?:er|blev) (?:givet|meddelt)) (?:afslag|ikke (?:\w+ )?{_PERMISSION})",
        r"(?:[Dd]er )?(?:opnåede|fik|er|var) ikke (?:\w+ )?flertal",
        r"^[Aa]fslag(?: (?:gives|givet|meddeles|meddelt))?(?=\W*$)",
    ),
    "appointed": (
        r"(?:gen|ny)?valgte(?= (?:[A-ZÆØÅ]|ny|en |et |følgende))",
        r"(?:gen|ny)?(?:vælger|vælges|valgtes|valgt)(?! at\b)",
        r"beslutte(?:de|r) at (?:gen)?(?:udpege|vælge)",
        r"(?:godkend(?:te|er)|tiltr(?:ådte|æder)) (?:[\w-]+ )?(?:udpegning(?:en|erne)?|valget)",
        r"[Uu]dpegning(?:en|erne) (?:blev |er )?(?:godkend(?:t|es)|tiltr(?:ådt|ædes))",
    ),
    "decided": (
        r"(?:valgte|vælger|valgt) at\b",
        r"send(?:es|er|t|te|tes) i (?:\w+ )?(?:høring|udbud)",
        r"(?:(?<=^)|(?<=agen )|(?<=ndstillingen ))(?:[Ff]remsend|[Hh]envis)(?:es|t) til",
        r"pålagde",
        r"tog beslutning om",
    ),
    "approved": (
        rf"(?:^[Aa]t|enighed om at|k(?:unne|an)) (?:{_APPROVES})",
        r"tilslutte(?:de|r|t) sig",
        r"(?:følger|fulgte) indstillingen",
        r"(?:(?<=anbefaling )|(?<=ndstilling )|(?<=ndstillingen )|(?<=ndstilling blev )|(?<=ndstillingen blev ))"
        r"f(?:ølges|ulgt)",
        rf"(?:[Dd]er )?(?:{_GIVES}|(?:er|blev) (?:givet|meddelt)) (?!ikke)(?:\w+ )?{_PERMISSION}",
        r"(?:\w+t )?[Ss]om indstillet",
        r"[Ii]ndstilles godkendt",
        r"^(?:OK|Ok|[Ff]ulgt)(?=\W*$)",
    ),
    "discussed": (r"bakke(?:de|r) op",),
    "noted": (
        r"t(?:og|ager|ages|aget|oges) [^.]{0,80}?(?:til (?:efterretning|orientering)|ad notam)",
        r"(?:til (?:efterretning|orientering)|ad notam)",
        r"kvittere(?:de|r|t) for",
        r"^[Ee]fterretning(?=\W*$)",
        r"(?:(?<=rientering )|(?<=rienteringen )|(?<=rienteringen blev )|(?<=rientering blev ))"
        r"(?:givet|modtaget|foretaget)",
        r"[Dd]er (?:er|blev|bliver) (?:givet|orienteret)(?: (?:en )?(?:\w+ )?orientering)?",
    ),
}
_ORDER: tuple[Outcome, ...] = (
    "cancelled",
    "postponed",
    "rejected",
    "appointed",
    "decided",
    "approved",
    "recommended",
    "discussed",
    "noted",
)
# What follows a verb that would make it another outcome's: »indstilles godkendt«.
_NOT_FOLLOWED_BY: dict[Outcome, str] = {"recommended": r"(?! godkendt)"}


def _alternatives(outcome: Outcome) -> str:
    verbs = (verb.forms() for verb in VERBS.get(outcome, ()))
    return rf"(?:{'|'.join([*_PHRASES.get(outcome, ()), *verbs])}){_NOT_FOLLOWED_BY.get(outcome, '')}"


def _passives(outcome: Outcome) -> str:
    verbs = VERBS.get(outcome, ())
    return "|".join(rf"{verb.prefix}(?:{verb.passive}|{verb.passive_past})" for verb in verbs)


def _participles(outcome: Outcome) -> str:
    return "|".join(rf"{verb.prefix}{verb.participle}" for verb in VERBS.get(outcome, ()))


# The present tense of each verb by its infinitive: »enighed om at godkende« says that they do.
PRESENT_BY_INFINITIVE = {
    verb.infinitive: verb.present for verbs in VERBS.values() for verb in verbs if verb.present
} | {
    "tage": "tager",
    "udsætte": "udsætter",
    "udskyde": "udsætter",
    "vælge": "vælger",
    "tilslutte": "tilslutter",
    "følge": "følger",
}
# What becomes of the case itself. That something else lapses ("de gamle aftaler bortfalder") says nothing of it.
OF_THE_CASE: tuple[tuple[Outcome, str], ...] = (
    (
        "cancelled",
        r"(?:aflyst|aflyses|aflystes|udgår|udgik|udgået|bortfald(?:er|t|et)|"
        r"t(?:ages|aget|age|oges) af(?: dagsordenen| dagsorden)?(?=[.,;]| på|$)|"
        r"trækkes(?: tilbage)?|trukket(?: tilbage| af dagsordenen)?)",
    ),
    (
        "postponed",
        r"(?:udsættes|udsat|udsattes|udskydes|udskudt|udskødes|genoptages|tilbagesend(?:es|t)|"
        r"send(?:es|t|tes) tilbage|hjemvis(?:es|t|tes)|"
        r"(?:behandles|drøftes|tages op) (?:igen )?på (?:det |et )?(?:næste|kommende|senere) møde)",
    ),
)
WORDS: tuple[tuple[Outcome, str], ...] = tuple((outcome, _alternatives(outcome)) for outcome in _ORDER)
# Passive forms in -s, and participles, of which anything may be the subject: »Kvoten godkendes«, »Planen godkendt«.
PASSIVES: tuple[tuple[Outcome, str], ...] = tuple(
    (outcome, _passives(outcome)) for outcome in _ORDER if outcome not in {"appointed", "cancelled", "postponed"}
)
_TAKEN = r"taget til (?:efterretning|orientering)|taget ad notam"
PARTICIPLES: tuple[tuple[Outcome, str], ...] = tuple(
    (outcome, "|".join(filter(None, (_participles(outcome), _TAKEN if outcome == "noted" else ""))))
    for outcome in _ORDER
    if outcome not in {"appointed", "cancelled", "postponed"}
)
# Short forms begin with a capital: within a line they begin a statement of their own (»… undlod 4 Godkendt«).
SHORT_FORMS = (
    r"(?:Godkendt|Tiltrådt|Vedtaget|Anbefal(?:et|es)|Udsat|Udskudt|Forkastet|Faldet|Afvist|Drøftet|Imødekommet|"
    r"Taget til (?:efterretning|orientering)|Tages til (?:efterretning|orientering)|Til (?:efterretning|orientering)|"
    r"Indstilles|Oversendt|Oversendes|Besluttet|Udgår|Udgået|Bevilget|Afslået)"
)
# Every participle and passive form as a sentence begins with it.
OPENING_WORDS = "|".join(
    form.capitalize()
    for verbs in VERBS.values()
    for verb in verbs
    for form in (verb.participle, verb.passive, verb.passive_past)
)
# What no word or phrase of the above is without, in small letters: what all forms of a verb begin with, and the rest.
_STEMS_OF_PHRASES = (
    *("accept", "aflys", "afslag", "bakke", "behandles", "beslutning", "bevilling", "dispens", "efterretning", "fald"),
    *(
        "flertal",
        "fulgt",
        "følg",
        "genoptag",
        "givet",
        "henvis",
        "hjemvis",
        "kvitter",
        "notam",
        "ok",
        "pålagde",
        "samtyk",
    ),
    *("stemt ned", "støt", "tage af", "taget af", "tages af", "tages op", "tillad", "tilsagn", "tilslut", "toges af"),
    *("trukket", "trækk", "uds", "udgik", "udgå", "valg", "vælg"),
)
STEMS = (*_STEMS_OF_PHRASES, *(verb.stem() for verbs in VERBS.values() for verb in verbs))
MAIN_FIRST: tuple[Outcome, ...] = _ORDER
