"""What is wrong with an installation, in words for whoever runs it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """`sentence` says what is wrong, `remedy` what to do, both in Danish. A serious one must be mended."""

    subject: str
    sentence: str
    remedy: str
    is_serious: bool = False
