"""What a person at the command line gets: results, refusals, exit codes, JSON."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from tests.formats.docx_reader import word_files
from travaux.cli import cli
from travaux.cli.files import Refused, save

FIRST = """REPORT OF THE GROUP

1. Opening

1.1. The Chair opened the meeting and welcomed all.

1.2. The agenda was adopted.
"""
SECOND = FIRST.replace("welcomed all", "welcomed everybody").replace(
    "1.2. The agenda", "1.2. One delegation asked for more time.\n\n1.3. The agenda"
)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.fixture
def first(tmp_path: Path) -> Path:
    path = tmp_path / "first.txt"
    path.write_text(FIRST, encoding="utf-8")
    return path


@pytest.fixture
def second(tmp_path: Path) -> Path:
    path = tmp_path / "second.txt"
    path.write_text(SECOND, encoding="utf-8")
    return path


# read


def test_read_shows_labels_and_facts(first: Path) -> None:
    result = run("read", first)
    assert result.exit_code == 0
    assert "1.1. The Chair opened" in result.stdout
    assert "3 typed" in result.stdout


def test_read_prints_json_with_facts_and_provisions(first: Path) -> None:
    data = json.loads(run("read", first, "--json").stdout)
    assert data["facts"]["paragraphs"] == 4
    assert set(data["facts"]) == {
        *("paragraphs", "tables", "ins", "del", "moveFrom", "moveTo"),
        *("footnotes", "endnotes", "comments"),
    }
    assert data["provisions"][2] == {
        "id": "p3",
        "kind": "paragraph",
        "level": 2,
        "label": "1.1.",
        "label_kind": "typed",
        "text": "The Chair opened the meeting and welcomed all.",
    }
    assert data["view"] == "accepted"
    assert len(data["sha256"]) == 64


def test_a_bad_file_among_many_is_reported_and_the_rest_is_done(
    first: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7")
    result = run("read", bad, first, tmp_path / "absent.txt")
    assert result.exit_code == 1
    assert "1.1. The Chair opened" in result.stdout
    lines = [line for line in result.stderr.splitlines() if line]
    assert len(lines) == 2
    assert "bad.pdf: This is a PDF file" in lines[0]
    assert "absent.txt: There is no such file." in lines[1]


def test_json_of_several_files_holds_the_refusals(first: Path, tmp_path: Path) -> None:
    result = run("read", first, tmp_path, "--json")
    files = json.loads(result.stdout)["files"]
    assert result.exit_code == 1
    assert "provisions" in files[0]
    assert "folder" in files[1]["error"]


def test_a_fault_of_ours_is_no_traceback(first: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str, data: bytes) -> None:
        raise KeyError("oops")

    monkeypatch.setattr("travaux.cli.files.detect.read", broken)
    result = run("read", first)
    assert result.exit_code == 1
    assert "Please report it" in result.stderr
    assert "Traceback" not in result.stderr


def test_read_shows_what_one_hand_inserted_and_another_deleted(tmp_path: Path) -> None:
    file = tmp_path / "reviewed.docx"
    words = "".join(
        word_files.tracked("ins", word_files.deleted(f"{word} ", "Ben"), "Ann")
        + word_files.run("kept ")
        for word in ("one", "two")
    )
    file.write_bytes(word_files.docx(f"<w:p>{words}</w:p>"))
    lines = run("read", file).stdout.splitlines()
    assert [line.strip() for line in lines if "neither" in line] == [
        "Ann: 2 more inserted, which Ben deleted (in neither view)"
    ]
    first, second = json.loads(run("read", file, "--json").stdout)["struck"]
    assert first == {
        "author": "Ann",
        "at": "2012-06-05T10:00:00Z",
        "by": "Ben",
        "by_at": "2012-06-05T10:00:00Z",
        "text": "one ",
        "moved": False,
        "note": "",
        "provision": "p1",
    }
    assert second["text"] == "two "


def test_every_field_that_read_prints_is_on_the_page(first: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
    section = page.split("## travaux read", 1)[1].split("\n## ", 1)[0]
    documented = set(re.findall(r"`(\w+)`", section))
    assert set(json.loads(run("read", first, "--json").stdout)) <= documented


# convert


@pytest.mark.parametrize("kind", ["docx", "html", "md", "json"])
def test_convert_writes_what_can_be_read_again(first: Path, kind: str) -> None:
    result = run("convert", first, "--to", kind)
    assert result.exit_code == 0, result.stderr
    written = first.with_suffix(f".{kind}")
    data = json.loads(run("read", written, "--json").stdout)
    assert [p["label"] for p in data["provisions"]] == ["", "1.", "1.1.", "1.2."]


def test_convert_by_the_name_of_the_output(first: Path, tmp_path: Path) -> None:
    result = run("convert", first, "-o", tmp_path / "out.html", "--json")
    assert json.loads(result.stdout)["files"][0]["output"] == str(tmp_path / "out.html")
    assert (tmp_path / "out.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_convert_many_into_a_folder(first: Path, second: Path, tmp_path: Path) -> None:
    result = run("convert", first, second, "--to", "md", "--out-dir", tmp_path / "out")
    assert result.exit_code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["first.md", "second.md"]


def test_an_input_is_never_overwritten(first: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    run("convert", first, "-o", page)
    before = page.read_bytes()
    result = run("convert", page, "--to", "html")
    assert result.exit_code == 1
    assert "is an input and is not overwritten" in result.stderr
    assert page.read_bytes() == before
    assert run("redline", first, page, "-o", page).exit_code == 1
    assert page.read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("convert", "a.txt"),
        ("convert", "a.txt", "b.txt", "-o", "c.html"),
        ("convert", "a.txt", "-o", "c.pdf"),
        ("convert", "a.txt", "x/a.md", "--to", "html", "--out-dir", "out"),
        ("redline", "a.txt"),
        ("redline", "a.txt", "b.txt", "-o", "c.pdf"),
        ("redline", "a.txt", "b.txt", "--date", "yesterday"),
        ("read",),
        ("read", "a.txt", "--view", "both"),
        ("nothing",),
    ],
)
def test_wrong_use_is_exit_code_two(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


# redline


def test_redline_says_what_changed(first: Path, second: Path) -> None:
    result = run("redline", first, second)
    assert result.exit_code == 0
    assert "1 edited, 1 inserted, 1 renumbered" in result.stdout
    inserted = next(line for line in result.stdout.splitlines() if "inserted  " in line)
    assert inserted.split() == [
        "inserted",
        "1.2",
        "One",
        "delegation",
        "asked",
        "for",
        "more",
        "time.",
    ]


def test_redline_prints_its_summary_as_json(first: Path, second: Path) -> None:
    data = json.loads(run("redline", first, second, "--json").stdout)
    assert data["summary"] == {
        **dict.fromkeys(["deleted", "moved", "split", "merged", "passages_moved"], 0),
        **dict.fromkeys(["inserted", "edited", "renumbered"], 1),
        "words_added": 7,
        "words_removed": 1,
    }
    assert data["old"]["file"] == str(first)


def test_equal_drafts_say_so(first: Path) -> None:
    assert "Nothing changed." in run("redline", first, first).stdout


def test_redline_writes_every_format_asked_for(first: Path, second: Path, tmp_path: Path) -> None:
    outputs = [tmp_path / f"out.{kind}" for kind in ("docx", "html", "md", "json")]
    options = [option for output in outputs for option in ("-o", output)]
    result = run("redline", first, second, *options, "--author", "The secretariat")
    assert result.exit_code == 0, result.stderr
    assert all(output.stat().st_size > 200 for output in outputs)
    tracked = json.loads(run("read", outputs[0], "--json").stdout)
    assert {entry["author"] for entry in tracked["tracked"]} == {"The secretariat"}
    original = json.loads(run("read", outputs[0], "--json", "--view", "original").stdout)
    assert [p["label"] for p in original["provisions"]] == ["", "1.", "1.1.", "1.2."]


def test_a_word_file_keeps_its_tracked_changes(first: Path, second: Path, tmp_path: Path) -> None:
    marked, again, plain = (tmp_path / f"{name}.docx" for name in ("marked", "again", "plain"))
    run("redline", first, second, "-o", marked)
    run("convert", marked, "-o", again)
    run("convert", marked, "-o", plain, "--view", "accepted")
    assert json.loads(run("read", again, "--json").stdout)["tracked"]
    assert not json.loads(run("read", plain, "--json").stdout)["tracked"]


def test_several_new_drafts_are_each_compared_with_the_one_before(
    first: Path, second: Path, tmp_path: Path
) -> None:
    third = tmp_path / "third.txt"
    third.write_text(SECOND.replace("everybody", "everyone"), encoding="utf-8")
    result = run("redline", first, second, third, "-o", tmp_path / "out.html", "--json")
    data = json.loads(result.stdout)
    assert [r["summary"]["edited"] for r in data["redlines"]] == [1, 1]
    assert (tmp_path / "out-1.html").exists()
    assert (tmp_path / "out-2.html").exists()


def test_a_missing_draft_leaves_the_other_comparisons(
    first: Path, second: Path, tmp_path: Path
) -> None:
    result = run("redline", first, second, tmp_path / "absent.txt")
    assert result.exit_code == 1
    assert "1 edited" in result.stdout
    assert "absent.txt" in result.stderr


def test_the_same_inputs_and_date_give_the_same_bytes(
    first: Path, second: Path, tmp_path: Path
) -> None:
    outputs = [tmp_path / "one.docx", tmp_path / "two.docx"]
    for output in outputs:
        run("redline", first, second, "-o", output, "--date", "2012-10-31")
    assert outputs[0].read_bytes() == outputs[1].read_bytes()


# Nothing half written


def test_a_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    old = tmp_path / "out.html"
    old.write_bytes(b"old")
    with pytest.raises(Refused, match="No space left"):
        save(old, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["out.html"]
    assert old.read_bytes() == b"old"


def test_an_output_may_be_read_as_the_user_wishes(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        save(tmp_path / "out.md", b"x")
    finally:
        os.umask(mask)
    assert (tmp_path / "out.md").stat().st_mode & 0o777 == 0o644


def test_help_imports_no_reader() -> None:
    code = (
        "import sys\nfrom travaux.cli import main\nsys.argv=['travaux','--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print([m for m in ('lxml','rich','markdown_it','rapidfuzz') if m in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.endswith("[]\n")


# The page about it


def test_every_command_and_option_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
    context = cli.make_context("travaux", ["--help"], resilient_parsing=True)
    for name in cli.list_commands(context):
        assert f"## travaux {name}" in page
        section = re.split(r"\n##? ", page.split(f"## travaux {name}", 1)[1])[0]
        command = cli.get_command(context, name)
        assert command is not None
        known = _options(command)
        for option in known:
            assert f"`{option}" in section or f"{option}`" in section, (name, option)
        documented = set(re.findall(r"`(--[a-z-]+)", section))
        assert documented <= known | {"--help"}, name
    for code in ("0", "1", "2", "130"):
        assert f"| {code} |" in page


def _options(command: click.Command) -> set[str]:
    """Return the options of a command and of the commands in it."""
    own = {
        option
        for parameter in command.params
        for option in (*parameter.opts, *parameter.secondary_opts)
        if option.startswith("-")
    }
    inner = command.commands.values() if isinstance(command, click.Group) else ()
    return own.union(*map(_options, inner))
