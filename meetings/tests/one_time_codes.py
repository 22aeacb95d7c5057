"""What an app for one-time codes shows (RFC 6238), computed here and not by the package that checks it."""

import base64
import hmac
import time

SECONDS_A_CODE = 30


def app_code(secret: str, *, steps: int = 0) -> str:
    """The code of the app with this secret, now or so many half minutes later."""
    counter = int(time.time()) // SECONDS_A_CODE + steps
    digest = hmac.digest(base64.b32decode(secret), counter.to_bytes(8), "sha1")
    offset = digest[-1] & 15
    number = int.from_bytes(digest[offset : offset + 4]) & 0x7FFFFFFF
    return f"{number % 10**6:06}"
