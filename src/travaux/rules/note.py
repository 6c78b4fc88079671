"""Signed notes (C2SP signed-note) with Ed25519: a text, and who vouches for it."""

import hashlib
from collections.abc import Callable
from functools import cached_property
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from travaux.rules import base64_strict

_ED25519: Final = b"\x01"
_DASH: Final = "— "
_PRIVATE: Final = "PRIVATE+KEY+"
_LARGEST: Final = 1_000_000


class BadNote(ValueError):
    """A note, key or signature that is not what it should be; the sentence says how."""


class Verifier:
    """A name and public key whose signatures are believed."""

    def __init__(self, name: str, public: bytes) -> None:
        _check_name(name)
        self.name = name
        self._data = _ED25519 + public
        self._key = Ed25519PublicKey.from_public_bytes(public)
        self.id = hashlib.sha256(name.encode() + b"\n" + self._data).digest()[:4]

    @classmethod
    def parse(cls, vkey: str) -> "Verifier":
        """Return the verifier of a key written `name+hash+base64`. Raises BadNote."""
        name, data = _parts(vkey)
        found = cls(name, data)
        if found.vkey != vkey:
            raise BadNote("The key's short hash does not belong to it. Copy the key anew.")
        return found

    @property
    def vkey(self) -> str:
        """The key as C2SP writes it."""
        return f"{self.name}+{self.id.hex()}+{base64_strict.encode(self._data)}"

    def verify(self, note: bytes) -> str:
        """Return the text of a note that this key signed. Raises BadNote."""
        text, signatures = _split(note)
        for name, data in signatures:
            if name == self.name and data[:4] == self.id:
                try:
                    self._key.verify(data[4:], text.encode())
                except InvalidSignature:
                    raise BadNote(f"The signature of {name} does not fit the text.") from None
                return text
        raise BadNote(f"{self.name} did not sign this note.")


class Signer:
    """A name and private key that vouch for texts."""

    def __init__(self, name: str, seed: bytes) -> None:
        if len(seed) != 32:
            raise BadNote("The seed of an Ed25519 key has 32 bytes.")
        self._seed = seed
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.verifier = Verifier(name, self._key.public_key().public_bytes_raw())

    @classmethod
    def generate(cls, name: str, random: Callable[[int], bytes]) -> "Signer":
        """Return a new signer."""
        return cls(name, random(32))

    @classmethod
    def parse(cls, key: str) -> "Signer":
        """Return the signer of a key written `PRIVATE+KEY+name+hash+base64`. Raises BadNote."""
        if not key.startswith(_PRIVATE):
            raise BadNote("This is no private key of signed notes.")
        name, seed = _parts(key.removeprefix(_PRIVATE))
        found = cls(name, seed)
        if found.key != key:
            raise BadNote("The key's short hash does not belong to it. Copy the key anew.")
        return found

    @cached_property
    def key(self) -> str:
        """The private key, to be kept in a file that only its owner may read."""
        seed = base64_strict.encode(_ED25519 + self._seed)
        return f"{_PRIVATE}{self.verifier.name}+{self.verifier.id.hex()}+{seed}"

    @property
    def vkey(self) -> str:
        """The public key."""
        return self.verifier.vkey

    def sign(self, text: str) -> str:
        """Return a note: the text, which ends with a line feed, an empty line, the signature."""
        if not text.endswith("\n"):
            raise BadNote("The text of a note ends with a line feed.")
        signature = base64_strict.encode(self.verifier.id + self._key.sign(text.encode()))
        return f"{text}\n{_DASH}{self.verifier.name} {signature}\n"


def _parts(key: str) -> tuple[str, bytes]:
    parts = key.split("+", 2)
    if len(parts) != 3:
        raise BadNote("A key is written as name+hash+base64. Copy it whole.")
    try:
        data = base64_strict.decode(parts[2])
    except ValueError as error:
        raise BadNote(f"The key is damaged: {error}. Copy it whole.") from error
    if data[:1] != _ED25519 or len(data) != 33:
        raise BadNote("The key is not of the kind Ed25519.")
    return parts[0], data[1:]


def _check_name(name: str) -> None:
    if not name or "+" in name or any(sign.isspace() for sign in name):
        raise BadNote("The name of a key has no blank and no plus sign.")


def _split(note: bytes) -> tuple[str, list[tuple[str, bytes]]]:
    """Return the text of a note, its line feed included, and its signatures."""
    if len(note) > _LARGEST:
        raise BadNote("The note is larger than any note should be.")
    try:
        written = note.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadNote("The note is not UTF-8.") from error
    if any(sign < " " and sign != "\n" for sign in written):
        raise BadNote("The note holds control characters.")
    text, parting, tail = written.rpartition("\n\n")
    if not parting or not tail.endswith("\n"):
        raise BadNote("The note has no signatures after an empty line.")
    signatures = []
    for line in tail[:-1].split("\n"):
        name, blank, data = line.removeprefix(_DASH).partition(" ")
        if not line.startswith(_DASH) or not name or not blank:
            raise BadNote("A line of signature is damaged.")
        try:
            signatures.append((name, base64_strict.decode(data)))
        except ValueError as error:
            raise BadNote(f"The signature of {name} is damaged: {error}.") from error
    return text + "\n", signatures
