"""A note shows who signed its text; the keys are those of Go's note package."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.randomness import seeded
from travaux.rules.canonical import base64
from travaux.rules.note import BadNote, Signer, Verifier

# The example key and note that golang.org/x/mod/sumdb/note documents.
GO_PRIVATE = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
GO_PUBLIC = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6"
    "KE6RyyBwJnAM=\n"
)
LOG = Signer.generate("example.org/log", seeded("log"))
OTHER = Signer.generate("example.org/log", seeded("other"))
NOTE = LOG.sign("text\n")
SIGNATURE = NOTE.split("\n")[2]


def verified(note: str) -> str:
    return LOG.verifier.verify(note.encode())


def test_go_s_example_is_signed_to_the_letter() -> None:
    signer = Signer.parse(GO_PRIVATE)
    text, _, _ = GO_NOTE.partition("\n\n")
    assert signer.sign(text + "\n") == GO_NOTE
    assert (signer.vkey, signer.skey) == (GO_PUBLIC, GO_PRIVATE)
    assert Verifier.parse(GO_PUBLIC).verify(GO_NOTE.encode()) == text + "\n"


@settings(derandomize=True, deadline=None)
@given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\n")))
def test_what_was_signed_is_verified_or_was_refused(line: str) -> None:
    if any(one < " " for one in line):
        with pytest.raises(BadNote, match="control characters"):
            LOG.sign(f"{line}\n")
    else:
        assert verified(LOG.sign(f"{line}\n\n{line}\n")) == f"{line}\n\n{line}\n"


def test_each_altered_byte_is_noticed() -> None:
    whole = NOTE.encode()
    for place in range(len(whole)):
        for bit in range(8):
            altered = bytes([*whole[:place], whole[place] ^ 1 << bit, *whole[place + 1 :]])
            with pytest.raises(BadNote):
                LOG.verifier.verify(altered)


def test_signatures_by_others_are_passed_over() -> None:
    witness = Signer.generate("example.net/witness", seeded("witness"))
    both = NOTE + witness.sign("text\n").split("\n")[2] + "\n" + OTHER.sign("t\n").split("\n")[2]
    assert verified(both + "\n") == "text\n"
    assert witness.verifier.verify(both.encode() + b"\n") == "text\n"
    with pytest.raises(BadNote, match=r"not signed by example\.org/log with the key given"):
        verified(witness.sign("text\n"))


def test_one_signature_by_the_key_that_does_not_fit_spoils_the_note() -> None:
    elsewhere = LOG.sign("other\n").split("\n")[2]
    with pytest.raises(BadNote, match="does not fit"):
        verified(f"{NOTE}{elsewhere}\n")


@pytest.mark.parametrize(
    "note",
    [
        "",
        "text\n",
        "text\n\n",
        NOTE[:-1],
        f"text\n{SIGNATURE}\n",
        f"text\n\n{SIGNATURE}\n\n",
        f"text\n\n{SIGNATURE} \n",
        f"text\n\n {SIGNATURE}\n",
        NOTE.replace("\n", "\r\n"),
        NOTE.replace("—", "-"),
        NOTE.replace("— ", "—  "),
        NOTE.replace("text", "te\0xt"),
        f"{NOTE}{SIGNATURE}\u2028\n",
        f"{NOTE}— a AAAA\n",
        f"{NOTE}— a+b AAAAAAA=\n",
        f"{NOTE}— a AAAAAAB=\n",
        NOTE + f"{SIGNATURE}\n" * 100,
        "x" * 1_000_000 + NOTE,
    ],
)
def test_a_note_has_one_spelling(note: str) -> None:
    with pytest.raises(BadNote):
        verified(note)


def test_a_note_is_utf_8() -> None:
    with pytest.raises(BadNote, match="UTF-8"):
        LOG.verifier.verify(b"\xff" + NOTE.encode())
    with pytest.raises(BadNote, match="half of a character"):
        LOG.sign("\ud800\n")


@pytest.mark.parametrize(
    "vkey",
    [
        "",
        GO_PUBLIC + "\n",
        " " + GO_PUBLIC,
        GO_PUBLIC.replace("c74f20a3", "C74F20A3"),
        GO_PUBLIC.replace("c74f20a3", "c74f20a4"),
        GO_PUBLIC.replace("Peter", "Paul"),
        GO_PUBLIC.replace("+ARpc", "+AhpC"),
        GO_PUBLIC[:-1],
        GO_PUBLIC + "AAAA",
        GO_PUBLIC.replace("PeterNeumann", ""),
        GO_PUBLIC.replace("PeterNeumann", "Peter Neumann"),
        GO_PUBLIC.replace("PeterNeumann", "Peter\u00a0Neumann"),
        GO_PUBLIC.replace("PeterNeumann", "\ud800"),
        GO_PRIVATE,
    ],
)
def test_a_key_has_one_spelling(vkey: str) -> None:
    with pytest.raises(BadNote, match="verifier key"):
        Verifier.parse(vkey)


@pytest.mark.parametrize(
    "skey", ["", GO_PUBLIC, GO_PRIVATE[:-4], GO_PRIVATE.replace("c74f", "c74e"), GO_PRIVATE + " "]
)
def test_a_private_key_has_one_spelling_and_is_not_quoted_back(skey: str) -> None:
    with pytest.raises(BadNote, match="private key") as refusal:
        Signer.parse(skey)
    assert "AYEKFALV" not in str(refusal.value)


def test_a_seed_does_not_show_when_a_signer_is_printed() -> None:
    assert repr(LOG) == "Signer('example.org/log')"
    assert base64(LOG.seed) not in f"{LOG}"


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\nb", "a\x00b", "a\u2003b", "\ud800"])
def test_a_name_that_notes_cannot_bear_is_refused(name: str) -> None:
    with pytest.raises(BadNote, match="name of a signer"):
        Signer.generate(name, seeded("x"))


def test_a_seed_has_32_bytes() -> None:
    with pytest.raises(BadNote, match="31 bytes"):
        Signer("a", bytes(31))
