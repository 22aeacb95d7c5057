"""Word documents and web pages are kept without what nobody is to see, and without words that were taken out."""

import io
import json
import zipfile
from dataclasses import replace

import pytest

from meetings.parsing.lines.exports.canonical import ExportedItem, ExportedText, as_canonical
from meetings.parsing.lines.extract import extract_pages
from meetings.privacy.redacted_forms import published_form
from meetings.privacy.redacted_words import NO_WORDS, RedactedWords, digest_of_words
from meetings.tests.exported_meetings import MEETING as EXPORT
from meetings.tests.parsing.test_docx import MEETING
from meetings.tests.parsing.test_html import MEETING as PAGE
from meetings.tests.word_documents import paragraph, part, run, table, word_document

SECRET = RedactedWords(frozenset({digest_of_words("Bo Lind", "key"), digest_of_words("101290-1234", "key")}), "key")


def everything_in(content: bytes) -> str:
    """All that the file holds, unpacked."""
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(f"{name}\n{archive.read(name).decode()}" for name in archive.namelist())


@pytest.mark.parametrize(
    ("content", "suffix"), [(word_document(*MEETING), ".docx"), (PAGE.encode(), ".html")], ids=["docx", "html"]
)
def test_what_is_kept_reads_as_what_came(content: bytes, suffix: str) -> None:
    kept = published_form(content, suffix, NO_WORDS)
    assert extract_pages(kept, suffix) == extract_pages(content, suffix)
    assert published_form(kept, suffix, NO_WORDS) == kept


@pytest.mark.parametrize(
    "unseen",
    [
        pytest.param(f"<w:p>{run('Synlig')}<w:del>{run('hemmeligt')}</w:del></w:p>", id="deleted"),
        pytest.param(f"<w:p>{run('Synlig')}<w:moveFrom>{run('hemmeligt')}</w:moveFrom></w:p>", id="moved"),
        pytest.param(f"<w:p>{run('hemmeligt', '<w:vanish/>')}{run('Synlig')}</w:p>", id="hidden"),
        pytest.param(
            f"<w:p><w:del>{run('x')}<w:del>{run('hemmeligt')}</w:del></w:del>{run('Synlig')}</w:p>", id="both"
        ),
        pytest.param(f"<w:p>{run('Synlig')}<w:docPr id='1' descr='hemmeligt'/></w:p>", id="a picture's description"),
    ],
)
def test_a_word_document_is_kept_without_what_nobody_sees(unseen: str) -> None:
    parts = {
        "word/comments.xml": part("comments", f"<w:comment>{paragraph('hemmeligt')}</w:comment>"),
        "docProps/core.xml": b"<p>hemmeligt</p>",
        "customXml/item1.xml": b"<p>hemmeligt</p>",
        "word/vbaProject.bin": b"hemmeligt",
        "word/_rels/document.xml.rels": (
            b'<Relationships><Relationship Id="1" Target="comments.xml"/><Relationship Id="2" Target="styles.xml"/>'
            b'<Relationship Id="3" TargetMode="External" Target="https://example.org/"/></Relationships>'
        ),
        "[Content_Types].xml": b'<Types><Override PartName="/word/comments.xml"/></Types>',
    }
    kept = everything_in(published_form(word_document(unseen, parts=parts), ".docx", NO_WORDS))
    assert "hemmeligt" not in kept
    assert "comments.xml" not in kept
    assert "Synlig" in kept
    assert "styles.xml" in kept
    assert "https://example.org/" in kept


def test_a_web_page_is_kept_without_what_nobody_sees() -> None:
    page = (
        "<html><head><script>hemmeligt</script></head><body onload='hemmeligt'><!-- hemmeligt --><p hidden>hemmeligt"
        "<p style='display:none'>hemmeligt<p data-x='hemmeligt'>Synlig"
    )
    kept = everything_in(published_form(page.encode(), ".html", NO_WORDS))
    assert "hemmeligt" not in kept
    assert "Synlig" in kept


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(paragraph("Formand er Bo Lind (V)."), id="in a run"),
        pytest.param(f"<w:p>{run('Bo ')}{run('Li', '<w:b/>')}{run('nd &lt; rest')}</w:p>", id="over runs"),
        pytest.param(table(("Navn", "Bo Lind"), ("nr.", "101290-1234")), id="in a table"),
        pytest.param(f"<w:p>{run('101290')}<w:r><w:tab/></w:r>{run('1234')}</w:p>", id="over a tab"),
    ],
)
def test_words_are_taken_out_of_a_word_document(body: str) -> None:
    content = word_document(paragraph("Først"), body, paragraph("Sidst"))
    kept = published_form(content, ".docx", SECRET)
    text = "\n".join(extract_pages(kept, ".docx")[0])
    assert SECRET.spans(text) == []
    assert "[udeladt]" in text
    assert (text.startswith("Først"), text.endswith("Sidst")) == (True, True)
    assert published_form(kept, ".docx", SECRET) == kept


@pytest.mark.parametrize(
    "html",
    [
        "<p>Formand er Bo Lind (V).",
        "<p>Bo <b>Li</b>nd &lt; rest",
        "<p>x<a href='mailto:bo.lind@example.org' title='Bo Lind'>y</a>[udeladt]",
        "<ul><li>Bo<li>Lind</ul>",
    ],
)
def test_words_are_taken_out_of_a_web_page(html: str) -> None:
    kept = published_form(f"<h1>Først</h1>{html}<p>Sidst".encode(), ".html", SECRET).decode()
    assert SECRET.spans(kept) == []
    assert "[udeladt]" in kept
    assert "Sidst" in kept


def test_words_are_taken_out_of_an_export() -> None:
    texts = (ExportedText("<p>Formand er <b>Bo</b> Lind &amp; co.</p><ul><li>to</li></ul>", "Beslutning"),)
    meeting = replace(EXPORT, place="Hos Bo Lind", items=(ExportedItem("Om Bo Lind", "1", texts=texts),))
    kept = published_form(as_canonical(meeting), ".json", SECRET)
    assert SECRET.spans("\n".join(extract_pages(kept, ".json")[0])) == []
    item = json.loads(kept)["items"][0]
    assert item["title"] == "Om [udeladt]"
    assert item["texts"][0]["html"] == "<p>Formand er <b>[udeladt]</b> &amp; co.</p><ul><li>to</li></ul>"
    assert published_form(as_canonical(EXPORT), ".json", SECRET) == as_canonical(EXPORT)
