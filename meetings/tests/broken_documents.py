"""Broken documents: council papers that were cut, mixed, mis-encoded and damaged, each made from a seed and a number.

The same seed and number always give the same file, so that a failure can be made again.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from meetings.importing.source_files import SourceFile
from meetings.tests.broken_forms import broken_form
from meetings.tests.damage import BYTE_DAMAGES, PDF_DAMAGES
from meetings.tests.documents import ITEMS, Item, document_text

TESTS_FOLDER = Path(__file__).parent
SAMPLES = TESTS_FOLDER.parents[1] / "fixtures"
# Documents of other councils and in other forms, that are broken as the samples are.
FORMS = (TESTS_FOLDER / "forms", TESTS_FOLDER / "parsing" / "forms", TESTS_FOLDER.parents[1] / "benchmark" / "councils")

APPOINTING = Item(
    "3.1",
    "Udpegning til skolebestyrelsen",
    decision="KKR Prøveby udpegede Anna Holm (A), Aalborg Kommune, som medlem i stedet for Carl Krag.",
)
TABLED = Item(
    "3.2",
    "Fordeling af lærepladser",
    presentation="Tabel 1. Pladser\nKommune   2024   2025\nAalborg   12   14\nRebild   3   5\nI alt   15   19",
)
LETTER_MARKS = "\u200f\u202e\u200b\u00ad\ufeff\u0301\u2028\u2029\x85\x0b\x0c\t\u00a0ﬁ²½١٣Ⅻ𝟙İſ\U0001f600\U0010ffff"
CONTROLS = "\x00\x01\x07\x1b\x7f\x9f\ufffe"
DATES = (
    "31-02-2025",
    "00-00-0000",
    "1. januar 0",
    "29.02.2023",
    "99-99-9999",
    "12. brumaire 2024",
    "1-1-99999",
    "²-١-2025",
)
NUMBERS = ("1.1.1.1.1.1.1.1.1.1", "0.0", "00001.00002", "9" * 30 + "." + "9" * 30, "-1.2", "1..2", "²", "١.٢", "2.1")
HEADINGS = ("Beslutning", "Indstilling", "Sagsfremstilling", "Deltagere", "Afbud", " Deltagerfortegnelse", "DAGSORDEN")
NAMES = ("€€€", "..txt", "x" * 251 + ".txt", "æøå \u202e.txt", "-rf.txt", "%s{0}<b>.txt", "\x7f.txt", "COM1.txt")

# Of the damages to a text, the share of those that take a file of tens of thousands of lines or letters.
HEAVY_SHARE = 0.02

# Documents that are in order, by file name.
Papers = Mapping[str, bytes]
Lines = list[str]
TextDamage = Callable[[Random, Lines], Lines]


@dataclass(frozen=True)
class Case:
    """A file to import; `how` tells what it was made from and what was done to it."""

    number: int
    source: SourceFile
    how: tuple[str, ...]


def make_case(seed: int, number: int, papers: Papers) -> Case:
    """The case of that number, made from one of these papers or from a small one of a few items."""
    random = Random(f"{seed}/{number}")
    form = random.random()
    if form < 0.25:
        name, content, how = broken_form(random)
    elif form < 0.5:
        name, content, how = _pdf(random, papers)
    else:
        name, content, how = _text(random, papers)
    if random.random() < 0.04:
        name = random.choice(NAMES)
        how = (*how, "odd name")
    if random.random() < 0.03:
        name = Path(name).stem + random.choice([".pdf", ".txt", ".docx", "", ".TXT"])
        how = (*how, "other suffix")
    return Case(number, SourceFile(name, content), how)


@cache
def good_papers() -> dict[str, str]:
    """Small papers of one meeting that are in order, by file name."""
    items = (*ITEMS, APPOINTING, TABLED)
    return {
        "agenda.txt": document_text("agenda", items=items),
        "draft.txt": document_text(items=items, cover="Udkast til referat"),
        "minutes.txt": document_text(items=items),
    }


@cache
def sample_files() -> Papers:
    """The project's sample documents, by file name."""
    return {name: content for name, content in papers_in(SAMPLES).items() if name[0].isdigit()}


@cache
def papers_in(*folders: Path) -> Papers:
    """The documents in the folders and below them, by their paths in them as file names."""
    found = [
        (folder, path) for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in {".txt", ".pdf"}
    ]
    return {"-".join(path.relative_to(folder).parts): path.read_bytes() for folder, path in found}


def _text(random: Random, papers: Papers) -> tuple[str, bytes, tuple[str, ...]]:
    name, text = _good_text(random, papers)
    how = [name]
    lines = text.split("\n")
    for _ in range(random.choice([0, 1, 1, 2, 3])):
        damage = random.choice(HEAVY_DAMAGES if random.random() < HEAVY_SHARE else TEXT_DAMAGES)
        lines = damage(random, lines)
        how.append(damage.__name__.strip("_"))
    content = "\n".join(lines).encode("utf-8", "surrogatepass")
    if random.random() < 0.35:
        bytes_damage = random.choice(BYTE_DAMAGES)
        content = bytes_damage(random, content)
        how.append(bytes_damage.__name__.strip("_"))
    return name, content, tuple(how)


def _good_text(random: Random, papers: Papers) -> tuple[str, str]:
    texts = sorted(name for name in papers if name.endswith(".txt"))
    if not texts or random.random() < 0.3:
        return random.choice(sorted(good_papers().items()))
    name = random.choice(texts)
    return name, papers[name].decode(errors="replace")


def _pdf(random: Random, papers: Papers) -> tuple[str, bytes, tuple[str, ...]]:
    pdfs = sorted(name for name in papers if name.endswith(".pdf"))
    if not pdfs or random.random() < 0.7:
        name, text = _good_text(random, papers)
        name, content = Path(name).with_suffix(".pdf").name, _printed(random, text)
    else:
        name = random.choice(pdfs)
        content = papers[name]
    how = [name]
    for _ in range(random.choice([0, 1, 1, 2])):
        damage = random.choice(PDF_DAMAGES)
        content = damage(random, content)
        how.append(damage.__name__.strip("_"))
    return name, content, tuple(how)


def _printed(random: Random, text: str) -> bytes:
    """The text as a PDF, on pages that may be huge or turned and in a font that may be tiny."""
    size = random.choice([10, 10, 10, 10, 0.01, 1, 300])
    page = random.choice([A4, A4, A4, (1, 1), (14_400, 14_400), (A4[1], A4[0])])
    file = BytesIO()
    canvas = Canvas(file, pagesize=page, invariant=1, pageCompression=random.random() < 0.3)
    turned = random.choice([0, 0, 0, 90, 180, 270])
    for start in range(0, max(1, len(lines := text.split("\n"))), 45):
        canvas.setPageRotation(turned)
        canvas.setFont("Helvetica", size)
        for row, line in enumerate(lines[start : start + 45]):
            canvas.drawString(40, page[1] - 50 - row * 1.4 * size, line)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


# Damage to a text


def _span(random: Random, length: int, longest: int = 40) -> slice:
    start = random.randrange(max(1, length))
    return slice(start, start + random.randint(1, longest))


def _cut(random: Random, lines: Lines) -> Lines:
    return (
        lines[: random.randrange(len(lines) + 1)]
        if random.random() < 0.5
        else lines[random.randrange(len(lines) + 1) :]
    )


def _drop_lines(random: Random, lines: Lines) -> Lines:
    gone = _span(random, len(lines))
    return [*lines[: gone.start], *lines[gone.stop :]]


def _repeat_lines(random: Random, lines: Lines) -> Lines:
    repeated = _span(random, len(lines))
    return [*lines[: repeated.stop], *lines[repeated] * random.randint(1, 5), *lines[repeated.stop :]]


def _shuffle_lines(random: Random, lines: Lines) -> Lines:
    span = _span(random, len(lines), longest=len(lines) or 1)
    shuffled = lines[span]
    random.shuffle(shuffled)
    return [*lines[: span.start], *shuffled, *lines[span.stop :]]


def _shuffle_blocks(random: Random, lines: Lines) -> Lines:
    between = random.choice(["\n\n", "\f", "\n "])
    blocks = "\n".join(lines).split(between)
    random.shuffle(blocks)
    return between.join(blocks).split("\n")


def _append_another(random: Random, lines: Lines) -> Lines:
    return [*lines, *random.choice(sorted(good_papers().values())).split("\n")]


def _join_lines(random: Random, lines: Lines) -> Lines:
    span = _span(random, len(lines))
    return [*lines[: span.start], random.choice(["", " ", "\t"]).join(lines[span]), *lines[span.stop :]]


def _odd_letters(random: Random, lines: Lines) -> Lines:
    text = "\n".join(lines)
    for _ in range(random.randint(1, 20)):
        place = random.randrange(len(text) + 1)
        text = text[:place] + random.choice(LETTER_MARKS) + text[place:]
    return text.split("\n")


def _control_letters(random: Random, lines: Lines) -> Lines:
    place = random.randrange(len(lines) + 1)
    return [*lines[:place], random.choice(CONTROLS) * random.randint(1, 9), *lines[place:]]


def _swapped_letters(random: Random, lines: Lines) -> Lines:
    letters = list("\n".join(lines))
    for _ in range(random.randint(1, 30) if letters else 0):
        one, other = random.randrange(len(letters)), random.randrange(len(letters))
        letters[one], letters[other] = letters[other], letters[one]
    return "".join(letters).split("\n")


def _odd_dates(random: Random, lines: Lines) -> Lines:
    return [line.replace("14-03-2025", random.choice(DATES)) for line in lines] + [f"Dato: {random.choice(DATES)}"]


def _other_meeting(random: Random, lines: Lines) -> Lines:
    day = f"{random.randint(1, 28):02}-{random.randint(1, 12):02}-{random.choice([2024, 2025, 1, 1999, 9999])}"
    return [
        line.replace("14-03-2025", day).replace("Prøveby", random.choice(["Prøveby", "Ny", "X" * 90])) for line in lines
    ]


def _odd_numbers(random: Random, lines: Lines) -> Lines:
    return [
        random.choice(NUMBERS) + ". " + line.partition(" ")[2] if line[:1].isdigit() and random.random() < 0.4 else line
        for line in lines
    ]


def _stray_headings(random: Random, lines: Lines) -> Lines:
    for _ in range(random.randint(1, 8)):
        place = random.randrange(len(lines) + 1)
        lines = [*lines[:place], random.choice(HEADINGS), *lines[place:]]
    return lines


def _page_breaks(random: Random, lines: Lines) -> Lines:
    """Pages that end anywhere, or nowhere, also within a line, and the same line at the end of each."""
    if random.random() < 0.2:
        return [line.replace("\f", "") for line in lines]
    foot = random.choice(["", "", "Side 1 af 3\n", "Godkendt.\n", *lines[-1:]])
    share = random.choice([0.01, 0.1, 0.5])
    text = "\n".join(f"{foot}\f{line}" if random.random() < share else line for line in lines)
    place = random.randrange(len(text) + 1)
    return (text[:place] + "\f" + text[place:]).split("\n")


def _other_spaces(random: Random, lines: Lines) -> Lines:
    """Indented lines, doubled or lost line breaks, columns where there were none."""
    how = random.choice(["    {}", "{}\n", "{} ", "\t{}", "\u00a0{}", "{}\r"])
    text = "\n".join(how.format(line) if random.random() < 0.7 else line for line in lines)
    return (text.replace(" ", random.choice(["  ", "   ", "\t"])) if random.random() < 0.2 else text).split("\n")


def _other_case(random: Random, lines: Lines) -> Lines:
    changed = random.choice([str.upper, str.lower, str.title, str.swapcase])
    span = _span(random, len(lines), longest=len(lines) or 1)
    return [*lines[: span.start], *map(changed, lines[span]), *lines[span.stop :]]


def _swap_lines(random: Random, lines: Lines) -> Lines:
    swapped = list(lines)
    for _ in range(random.randint(1, 20) if len(lines) > 1 else 0):
        place = random.randrange(len(swapped) - 1)
        swapped[place : place + 2] = reversed(swapped[place : place + 2])
    return swapped


def _markers(random: Random, lines: Lines) -> Lines:
    mark = random.choice(["./. ", "./../../. ", ".\n/\n.\n", "Tabel 1   2   3   4 ", "- ", "SAG-2025-00417 ", "(A), "])
    return "\n".join(mark + line if random.random() < 0.3 else line for line in lines).split("\n")


def _long_names(random: Random, lines: Lines) -> Lines:
    """Names and titles that are longer than the archive's fields, alike as far as these go."""
    long = "Anna " + "Meget " * 60
    added = [f"{long}{letter} (A), Aalborg Kommune" for letter in "XYZ"]
    place = next((index for index, line in enumerate(lines) if line in {"Deltagere", "Afbud"}), 0)
    titled = [line + " " + long if line[:1].isdigit() and random.random() < 0.5 else line for line in lines]
    return [*titled[: place + 1], *added, *titled[place + 1 :]]


def _a_long_line(random: Random, lines: Lines) -> Lines:
    word = random.choice(["x", "æ ", "1.", "(A), ", "- ", "godkendt ", "14-03-2025 ", ".", "pkt. 2.1 ", "   1"])
    place = random.randrange(len(lines) + 1)
    return [*lines[:place], word * random.choice([2_000, 50_000]), *lines[place:]]


def _a_heading_many_times(random: Random, lines: Lines) -> Lines:
    place = random.randrange(len(lines) + 1)
    heading = random.choice(["2.1. En sag", "1. Sager", *HEADINGS, lines[place - 1] if lines else ""])
    return [*lines[:place], *[heading] * random.choice([300, 5_000]), *lines[place:]]


def _many_lines(random: Random, lines: Lines) -> Lines:
    line = random.choice(
        ["ord og atter ord", "", "Navn Navnesen (A), Aalborg Kommune", "Aalborg   1   2   3", "- punkt", "x-"]
    )
    place = random.randrange(len(lines) + 1)
    return [*lines[:place], *[line] * random.choice([1_000, 20_000]), *lines[place:]]


def _many_items(random: Random, lines: Lines) -> Lines:
    return [
        *lines,
        *(line for number in range(3, 120) for line in (f"2.{number}. Sag nummer {number}", "Beslutning", "Godkendt.")),
    ]


TEXT_DAMAGES: Sequence[TextDamage] = (
    _cut,
    _drop_lines,
    _repeat_lines,
    _shuffle_lines,
    _shuffle_blocks,
    _swap_lines,
    _page_breaks,
    _other_spaces,
    _other_case,
    _append_another,
    _join_lines,
    _odd_letters,
    _control_letters,
    _swapped_letters,
    _odd_dates,
    _other_meeting,
    _odd_numbers,
    _stray_headings,
    _markers,
    _long_names,
)
HEAVY_DAMAGES: Sequence[TextDamage] = (_a_long_line, _a_heading_many_times, _many_lines, _many_items)
