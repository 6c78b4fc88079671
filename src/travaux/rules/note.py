"""Signed notes: a text, and below it who signed it (C2SP signed-note, with Ed25519).

Keys are written as Go's golang.org/x/mod/sumdb/note writes them, so that one key serves both.
"""

import re
from collections.abc import Callable
from hashlib import sha256
from typing import Final

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from travaux.rules.canonical import NotCanonical, base64, from_base64

_ED25519: Final = b"\x01"
_PRIVATE: Final = "PRIVATE+KEY+"
_CONTROL: Final = re.compile("[\x00-\x09\x0b-\x1f]")
_KEY: Final = re.compile(r"([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)")
_LARGEST: Final = 1_000_000
_MOST_SIGNATURES: Final = 100


class BadNote(ValueError):
    """A note or key that cannot be taken: what is wrong, and what to do, in a sentence."""


class Verifier(msgspec.Struct, frozen=True):
    """A signer's name and public key (32 bytes)."""

    name: str
    key: bytes

    @classmethod
    def parse(cls, vkey: str) -> "Verifier":
        """Return the verifier that `name+hash+key` names. Raises BadNote."""
        return cls(*_parsed(vkey, "verifier key"))

    @property
    def vkey(self) -> str:
        """The verifier on one line, to be given to anyone."""
        return f"{self.name}+{self.id.hex()}+{base64(_ED25519 + self.key)}"

    @property
    def id(self) -> bytes:
        """The four bytes by which signatures name the key (signed-note, “Signatures”)."""
        return sha256(self.name.encode() + b"\n" + _ED25519 + self.key).digest()[:4]

    def verify(self, note: bytes) -> str:
        """Return the text of a note that this key signed, its last line end included.

        Signatures by others are passed over. Raises BadNote where the note is malformed, not signed
        by this key, or where a signature by it does not fit.
        """
        text, signatures = _opened(note)
        ours = [signed[4:] for name, signed in signatures if (name, signed[:4]) == self._mark]
        if not ours:
            raise BadNote(f"The note is not signed by {self.name} with the key given.")
        key = Ed25519PublicKey.from_public_bytes(self.key)
        for signature in ours:
            try:
                key.verify(signature, text.encode())
            except InvalidSignature as error:
                raise BadNote(
                    f"The signature by {self.name} does not fit: the note was altered."
                ) from error
        return text

    @property
    def _mark(self) -> tuple[str, bytes]:
        return self.name, self.id


class Signer(msgspec.Struct, frozen=True):
    """A name and the 32 secret bytes (RFC 8032's private key) with which it signs."""

    name: str
    seed: bytes

    def __post_init__(self) -> None:
        if not _is_name(self.name):
            raise BadNote(
                f"“{self.name}” cannot be the name of a signer. Give one without spaces, plus "
                "signs or control characters, such as example.org/log."
            )
        if len(self.seed) != 32:
            raise BadNote(f"The seed of {self.name} has {len(self.seed)} bytes. Give 32.")

    def __repr__(self) -> str:
        return f"Signer({self.name!r})"  # a seed must not reach a log by way of a traceback

    @classmethod
    def generate(cls, name: str, random: Callable[[int], bytes]) -> "Signer":
        """Return a new signer; `random` gives as many secret bytes as asked. Raises BadNote."""
        return cls(name, random(32))

    @classmethod
    def parse(cls, skey: str) -> "Signer":
        """Return the signer that a line of `skey` names. Raises BadNote, which never quotes it."""
        if not skey.startswith(_PRIVATE):
            raise BadNote(f"This is not a private key. One begins with {_PRIVATE}")
        name, seed = _parsed(skey.removeprefix(_PRIVATE), "private key", secret=True)
        return cls(name, seed)

    @property
    def verifier(self) -> Verifier:
        """What verifies this signer's notes."""
        return Verifier(self.name, self._key().public_key().public_bytes_raw())

    @property
    def vkey(self) -> str:
        """The public key on one line: `name+hash+key`."""
        return self.verifier.vkey

    @property
    def skey(self) -> str:
        """The private key on one line: `PRIVATE+KEY+name+hash+seed`. It must stay secret."""
        return f"{_PRIVATE}{self.name}+{self.verifier.id.hex()}+{base64(_ED25519 + self.seed)}"

    def sign(self, text: str) -> str:
        """Return the text as a note. Raises BadNote where the text cannot be one.

        A text ends with a line end, and holds no other control characters.
        """
        if not text.endswith("\n") or _CONTROL.search(text):
            raise BadNote(
                "This text cannot be signed as a note. End it with a line end, and take out other "
                "control characters."
            )
        try:
            signature = self._key().sign(text.encode())
        except UnicodeEncodeError as error:
            raise BadNote("This text cannot be signed: it holds half of a character.") from error
        return f"{text}\n— {self.name} {base64(self.verifier.id + signature)}\n"

    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)


def _opened(note: bytes) -> tuple[str, list[tuple[str, bytes]]]:
    """Return a note's text, and for each signature the name and the bytes (id and signature)."""
    if len(note) > _LARGEST:
        raise BadNote(f"The note is longer than {_LARGEST} bytes.")
    try:
        whole = note.decode()
    except UnicodeDecodeError as error:
        raise BadNote("The note is not text in UTF-8.") from error
    if _CONTROL.search(whole):
        raise BadNote("The note holds control characters. Take the original again.")
    text, blank, below = whole.rpartition("\n\n")
    lines = below.split("\n")
    if not blank or lines.pop() or not lines:
        raise BadNote("The note has no signatures below an empty line, or was cut short.")
    if len(lines) > _MOST_SIGNATURES:
        raise BadNote(f"The note has more than {_MOST_SIGNATURES} signatures.")
    return text + "\n", [_signature(line) for line in lines]


def _signature(line: str) -> tuple[str, bytes]:
    dash, name, written = line.split(" ") if line.count(" ") == 2 else ("", "", "")
    try:
        signed = from_base64(written)
    except NotCanonical:
        signed = b""
    if dash != "—" or not _is_name(name) or len(signed) < 5:
        raise BadNote("A line below the note is not a signature.")
    return name, signed


def _parsed(written: str, what: str, *, secret: bool = False) -> tuple[str, bytes]:
    """Return the name and the 32 bytes of a key's line, its hash checked."""
    shape = _KEY.fullmatch(written)
    try:
        key = from_base64(shape[3]) if shape else b""
    except NotCanonical:
        key = b""
    if not shape or not _is_name(shape[1]) or len(key) != 33 or key[:1] != _ED25519:
        raise BadNote(f"This is not a {what}. Take the whole line again, without spaces.")
    name, raw = shape[1], key[1:]
    verifier = Signer(name, raw).verifier if secret else Verifier(name, raw)
    if verifier.id.hex() != shape[2]:
        raise BadNote(f"The {what} of {name} was altered: its parts do not fit. Take it again.")
    return name, raw


def _is_name(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return bool(name) and "+" not in name and not any(c.isspace() or c < " " for c in name)
