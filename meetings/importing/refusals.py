"""Files that are not imported, and the sentences that say why."""

from meetings.danish.numbers import format_number
from meetings.parsing.lines.exports.reading import MOST_MEETINGS
from meetings.parsing.lines.extract import MOST_PAGES
from meetings.parsing.lines.pages import UnreadableReason


class Refused(Exception):
    """A file or folder that is not imported. `sentence` is for people, in Danish; `log` is English.

    `option` is the command's option by which it would be imported all the same, '' for none.
    """

    def __init__(self, sentence: str, log: str, *, option: str = "") -> None:
        super().__init__(log)
        self.sentence = sentence
        self.log = log
        self.option = option


# What the archive reads, as its sentences name it.
FORMS_IN_WORDS = "PDF, Word (.docx), HTML, ren tekst og eksporter (.xml, .json, .zip)"

# Why a file is refused that the parser can make no text of: for people, and for the log.
UNREADABLE_SENTENCES = {
    UnreadableReason.EMPTY: ("Filen er tom.", "the file is empty"),
    UnreadableReason.UNKNOWN_FORMAT: (
        f"Filen er ikke i en form, som arkivet læser ({FORMS_IN_WORDS}).",
        "the file is in no form that is read",
    ),
    UnreadableReason.UNKNOWN_ENCODING: (
        "Filens tegnsæt er ukendt. Gem den som UTF-8, UTF-16 eller Windows-1252.",
        "the text is not UTF-8, UTF-16 or Windows-1252",
    ),
    UnreadableReason.ENCRYPTED: (
        "PDF-filen er låst med en adgangskode. Gem den uden adgangskode.",
        "the PDF is encrypted",
    ),
    UnreadableReason.BROKEN: (
        "Filen er beskadiget og kan ikke åbnes. Gem den på ny fra det program, den er skrevet i.",
        "the file is broken",
    ),
    UnreadableReason.OLD_WORD: (
        "Filen er et Word-dokument i den gamle form (.doc), eller den er låst med en adgangskode. Gem den som .docx "
        "eller PDF uden adgangskode.",
        "the file is an old or encrypted Office document",
    ),
    UnreadableReason.RICH_TEXT: (
        "Filen er i RTF, som arkivet ikke læser. Åbn den i Word, og gem den som .docx eller PDF.",
        "the file is rich text",
    ),
    UnreadableReason.OPEN_DOCUMENT: (
        "Filen er et OpenDocument-dokument (.odt), som arkivet ikke læser. Gem den som Word (.docx) eller PDF.",
        "the file is an OpenDocument text",
    ),
    UnreadableReason.WEB_ARCHIVE: (
        "Filen er en webside gemt i ét arkiv (.mht). Gem siden som »Webside, kun HTML«, eller udskriv den som PDF.",
        "the file is a web page in one archive",
    ),
    UnreadableReason.SHEET_OR_SLIDES: (
        "Filen er et regneark eller en præsentation. Er det en dagsorden eller et referat, så gem den som PDF.",
        "the file is a spreadsheet or a presentation",
    ),
    UnreadableReason.PICTURE: (
        "Filen er et billede. Er det en scannet side, så saml siderne i en PDF: teksten i dem kan tekstgenkendes.",
        "the file is a picture",
    ),
    UnreadableReason.MAIL: (
        "Filen er en mail. Gem dens bilag, og læg dem ind i stedet.",
        "the file is a mail",
    ),
    UnreadableReason.ENCRYPTED_ZIP: (
        "ZIP-filen er låst med en adgangskode eller pakket på en måde, som arkivet ikke læser. Pak den på ny.",
        "the ZIP file is encrypted or packed in an unknown way",
    ),
    UnreadableReason.OTHER_SCHEMA: (
        "Filen følger ikke den form, som dens system skriver. Formen for JSON ses med import_meetings --schema.",
        "the export does not follow its schema",
    ),
    UnreadableReason.UNKNOWN_EXPORT: (
        "Filen er ikke en eksport, som arkivet kender (SBSYS, Acadre, eDoc, AgMan, Prepare, FirstAgenda).",
        "the file is an export of no known system",
    ),
    UnreadableReason.TOO_MANY_PAGES: (
        f"PDF-filen har flere end {format_number(MOST_PAGES)} sider. Del den.",
        "the PDF has too many pages",
    ),
    UnreadableReason.TOO_MANY_MEETINGS: (
        f"Eksporten har flere end {MOST_MEETINGS} møder. Del den.",
        "the export has too many meetings",
    ),
    UnreadableReason.FORBIDDEN: (
        "Filen har en dokumenttypeerklæring (DOCTYPE), og dem læser arkivet ikke i XML. Gem den uden.",
        "the XML has a document type declaration",
    ),
    UnreadableReason.DAMAGED: ("PDF-filen er beskadiget og kan ikke åbnes.", "the PDF is damaged"),
    UnreadableReason.TOO_LONG: (
        "Filen tager for lang tid at læse. Gem den på ny fra det program, den er skrevet i.",
        "the file takes too long to read",
    ),
    UnreadableReason.TOO_LARGE: (
        "Filen kræver for meget af maskinens hukommelse. Del den, eller gem den på ny.",
        "the file takes too much memory to read",
    ),
    UnreadableReason.FATAL: (
        "Filen kan ikke læses: den får det program, der læser den, til at gå ned. Gem den på ny.",
        "whatever reads the file fails at it",
    ),
}
