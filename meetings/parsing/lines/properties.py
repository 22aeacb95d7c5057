"""What a PDF says of itself beside its pages: author, title, subject and the like."""

import pypdfium2 as pdfium


def file_properties(content: bytes) -> dict[str, str]:
    """The properties that are not empty, by their names in the PDF; none for another kind of file or a damaged one."""
    if content.lstrip()[:5] != b"%PDF-":
        return {}
    try:
        with pdfium.PdfDocument(content) as pdf:
            return {name: value for name, value in pdf.get_metadata_dict().items() if value}
    except pdfium.PdfiumError:
        return {}
