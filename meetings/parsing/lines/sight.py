"""Which text of a PDF page nobody sees: outside the part that is shown, microscopic, of the paper's colour, in a layer
that is switched off.

What looks suspicious is compared with the page as it is drawn: white letters on a dark bar are seen.
"""

import ctypes
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

# In points: smaller letters are not read by anybody.
_SMALLEST = 2.5
# Of 255: a colour this light may be the paper's.
_LIGHT = 232
# Of 255: between the lightest and the darkest point of letters that can be seen.
_CONTRAST = 24
# Of a page: a picture that takes less is a photo beside the text.
_MOST_OF_PAGE = 0.5
_LONGEST_MARK = 16


class Unseen(Enum):
    """Why nobody sees a text."""

    OUTSIDE = "uden for den del af siden, der vises"
    SMALL = "med usynligt lille skrift"
    COLOUR = "i papirets farve"
    LAYER = "i et skjult lag"
    NOT_DRAWN = "usynlig"
    HIDDEN = "skjult i dokumentet"


@dataclass(frozen=True)
class UnseenText:
    """Words of page `page`, counted from 1, that nobody sees."""

    page: int
    text: str
    why: Unseen


class Sight:
    """What can be seen of the characters of a page."""

    def __init__(self, page: pdfium.PdfPage, textpage: pdfium.PdfTextPage) -> None:
        self._page = page
        self._handle = textpage.raw
        self._box = pdfium_c.FS_RECTF()
        self._colour = [ctypes.c_uint() for _ in range(4)]
        self._shown = page.get_cropbox()
        self._suspected_of: dict[int, Unseen | None] = {}

    @cached_property
    def is_text_layer(self) -> bool:
        """Whether the page is a picture over which the text lies that was recognized in it, as scanners write it."""
        shape = pdfium_c.FPDFText_GetTextObject(self._handle, 0)
        is_invisible = shape and pdfium_c.FPDFTextObj_GetTextRenderMode(shape) == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE
        return bool(is_invisible) and self._has_image

    @cached_property
    def is_picture(self) -> bool:
        """Whether a picture takes most of the page, as where it was scanned."""
        left, bottom, right, top = self._shown
        most = _MOST_OF_PAGE * (right - left) * (top - bottom)
        for shape in self._page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE]):
            x1, y1, x2, y2 = shape.get_bounds()
            across, up = min(x2, right) - max(x1, left), min(y2, top) - max(y1, bottom)
            if across > 0 and up > 0 and across * up >= most:
                return True
        return False

    def unseen(self, index: int) -> Unseen | None:
        """Why nobody sees the character at an index of the page's text; None for one that is seen."""
        box = self._box
        pdfium_c.FPDFText_GetLooseCharBox(self._handle, index, box)
        left, bottom, right, top = self._shown
        if box.right <= left or box.left >= right or box.top <= bottom or box.bottom >= top:
            return Unseen.OUTSIDE
        if max(box.top - box.bottom, box.right - box.left) < _SMALLEST:
            return Unseen.SMALL
        suspected = self._suspected(index)
        return suspected if suspected and not self._is_drawn(box) else None

    def _suspected(self, index: int) -> Unseen | None:
        shape = pdfium_c.FPDFText_GetTextObject(self._handle, index)
        if not shape:
            return self._looks(index, shape)
        # The characters of one object look alike, and a line is seldom of more than one.
        key = ctypes.addressof(shape.contents)
        if key not in self._suspected_of:
            self._suspected_of[key] = self._looks(index, shape)
        return self._suspected_of[key]

    def _looks(self, index: int, shape: Any) -> Unseen | None:
        red, green, blue, alpha = self._colour
        if pdfium_c.FPDFText_GetFillColor(self._handle, index, red, green, blue, alpha):
            if alpha.value == 0:
                return Unseen.NOT_DRAWN
            if min(red.value, green.value, blue.value) >= _LIGHT:
                return Unseen.COLOUR
        if not shape:
            return None
        if self._is_in_layer(shape):
            return Unseen.LAYER
        is_invisible = pdfium_c.FPDFTextObj_GetTextRenderMode(shape) == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE
        return Unseen.NOT_DRAWN if is_invisible and not self._has_image else None

    @staticmethod
    def _is_in_layer(shape: ctypes.c_void_p) -> bool:
        for at in range(pdfium_c.FPDFPageObj_CountMarks(shape)):
            mark = pdfium_c.FPDFPageObj_GetMark(shape, at)
            name = (ctypes.c_ushort * _LONGEST_MARK)()
            written = ctypes.c_ulong()
            size = ctypes.sizeof(name)
            if pdfium_c.FPDFPageObjMark_GetName(mark, name, size, written) and bytes(name)[:6] == "OC\0".encode(
                "utf-16-le"
            ):
                return True
        return False

    @cached_property
    def _has_image(self) -> bool:
        """Whether the page has a picture, as a scanned one has under the text that was recognized in it."""
        return any(shape.type == pdfium_c.FPDF_PAGEOBJ_IMAGE for shape in self._page.get_objects())

    @cached_property
    def _drawn(self) -> tuple[bytes, int, int, int]:
        """The page as it is drawn, a byte a point: the bytes, its width and height, and the bytes of a row."""
        bitmap = self._page.render(scale=1, grayscale=True)
        return bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride

    def _is_drawn(self, box: pdfium_c.FS_RECTF) -> bool:
        """Whether there is something to see where a character stands."""
        drawn, width, height, stride = self._drawn
        x, y = ctypes.c_int(), ctypes.c_int()
        corners = []
        for across, up in ((box.left, box.bottom), (box.right, box.top)):
            pdfium_c.FPDF_PageToDevice(self._page.raw, 0, 0, width, height, 0, across, up, x, y)
            corners.append((x.value, y.value))
        (x1, y1), (x2, y2) = corners
        columns = slice(max(0, min(x1, x2)), min(width, max(x1, x2) + 1))
        rows = range(max(0, min(y1, y2)), min(height, max(y1, y2) + 1))
        points = b"".join(drawn[row * stride + columns.start : row * stride + columns.stop] for row in rows)
        return bool(points) and max(points) - min(points) >= _CONTRAST
