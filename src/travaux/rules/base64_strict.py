"""Base64 with one way to write each value: what else decoders let through is refused."""

import base64
import binascii


def decode(text: str) -> bytes:
    """Return the bytes of standard base64 (RFC 4648 section 4). Raises ValueError."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise ValueError("this is no base64") from error
    if encode(data) != text:
        raise ValueError("this base64 is not written in its one proper way")
    return data


def encode(data: bytes) -> str:
    """Return bytes as standard base64."""
    return base64.b64encode(data).decode("ascii")
