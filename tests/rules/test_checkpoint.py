"""A checkpoint says the log's name, size and root, in one spelling."""

import pytest

from travaux.rules.checkpoint import BadCheckpoint, Checkpoint, parse

# The example of C2SP tlog-checkpoint.
TEXT = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="


def test_the_example_of_the_standard_comes_back_to_the_letter() -> None:
    checkpoint = parse(TEXT)
    assert (checkpoint.origin, checkpoint.size) == ("example.com/behind-the-sofa", 20852163)
    assert checkpoint.text() == TEXT


def test_an_empty_log_has_a_checkpoint() -> None:
    empty = Checkpoint("log", 0, bytes(32))
    assert parse(empty.text()) == empty


def test_later_lines_are_passed_over_but_not_empty_ones() -> None:
    assert parse(TEXT + "more\nstill more\n") == parse(TEXT)
    with pytest.raises(BadCheckpoint, match="none of them empty"):
        parse(TEXT + "more\n\n")


@pytest.mark.parametrize(
    "text",
    [
        "",
        TEXT[:-1],
        "\n" + TEXT,
        "a\n1\n",
        f"\n1\n{ROOT}\n",
        *(f"a\n{size}\n{ROOT}\n" for size in ("", "+1", "-1", "01", "1_0", " 1", "1 ", "1.0", "١")),
        *(f"a\n{size}\n{ROOT}\n" for size in ("9223372036854775808", "9" * 5000, "1\r", "0x1")),
        f"a\n1\n{ROOT[:-1]}\n",
        f"a\n1\n{ROOT[:-2]}J=\n",
        f"a\n1\n{ROOT}\r\n",
        f"a\n1\n {ROOT}\n",
        "a\n1\nAAAA\n",
        "a\n1\nÄ\n",
    ],
)
def test_numbers_and_roots_have_one_spelling(text: str) -> None:
    with pytest.raises(BadCheckpoint):
        parse(text)


@pytest.mark.parametrize(
    ("origin", "size", "root"),
    [("", 1, bytes(32)), ("a\nb", 1, bytes(32)), ("a", -1, bytes(32)), ("a", 1, bytes(31))],
)
def test_a_checkpoint_that_could_not_be_read_again_is_not_made(
    origin: str, size: int, root: bytes
) -> None:
    with pytest.raises(BadCheckpoint):
        Checkpoint(origin, size, root)
