"""A secretariat officer does the turn of a draft from files to files."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result
from openpyxl.worksheet.worksheet import Worksheet

from travaux.cli import cli
from travaux.sample import files

PAPERS = (
    "compilation",
    "compilation-by-source",
    "compilation-iso",
    "redline",
    "attribution",
    "dispositions",
)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model case as files: drafts, a folder of comments, the list of what was received."""
    folder = tmp_path_factory.mktemp("case")
    (folder / "comments").mkdir()
    for name, data in files.drafts().items():
        (folder / name).write_bytes(data)
    for name, data in files.received().items():
        (folder / "comments" / name).write_bytes(data)
    return folder


def arguments(case: Path, *more: str | Path) -> list[str | Path]:
    return [
        *("--draft", case / "third.docx", "--comments", case / "comments"),
        *("--deadline", "2012-10-19", "--zone", "Europe/Zurich"),
        *more,
    ]


def turn(case: Path, out: Path, *more: str | Path) -> Result:
    return run("turn", *arguments(case, "--next", case / "fourth.docx", "--out", out), *more)


def summary(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_a_turn_writes_every_paper_and_ends_with_a_summary(case: Path, tmp_path: Path) -> None:
    result = turn(case, tmp_path, "--to", "docx", "--to", "html", "--to", "json")
    assert result.exit_code == 0, result.stderr
    names = {path.name for path in tmp_path.iterdir()}
    assert names >= {f"{paper}.docx" for paper in PAPERS} | {"turn.json"}
    assert names >= {f"{paper}.html" for paper in PAPERS if paper != "compilation-iso"}
    assert "deadline: 19 October 2012, 24:00 (Europe/Zurich; 22:00 UTC)" in result.stdout
    assert "56: 54 in time, 2 late (1 admitted)" in result.stdout
    assert "No known source" in result.stdout


def test_the_summary_is_to_be_had_as_json(case: Path, tmp_path: Path) -> None:
    found = summary(turn(case, tmp_path, "--to", "json", "--json"))
    assert found["comments"] == 56
    assert (found["in_time"], found["late"], found["admitted"]) == (54, 2, 1)
    kinds = {kind["kind"]: kind["comments"] for kind in found["kinds"]}
    assert sum(kinds.values()) == 56
    assert "kind not stated" not in kinds
    assert found["outputs"] == [str(tmp_path / "turn.json")]


def test_officers_write_their_answers_into_the_table_and_give_it_back(
    case: Path, tmp_path: Path
) -> None:
    turn(case, tmp_path, "--to", "xlsx")
    table = tmp_path / "dispositions.xlsx"
    book = openpyxl.load_workbook(table)
    answered = 0
    for sheet in book.worksheets:
        titles: dict[str, int] = {}
        for row in sheet.iter_rows():
            words = [str(cell.value or "") for cell in row]
            if "Answer" in words and "Reason" in words:
                titles = {word: place for place, word in enumerate(words)}
            elif titles and words[titles["No."]].endswith("#1"):
                row[titles["Answer"]].value = "Not accepted"
                row[titles["Reason"]].value = "It was not agreed."
                answered += 1
    assert answered > 5
    sent_back = tmp_path / "back.xlsx"
    book.save(sent_back)
    result = turn(case, tmp_path, "--to", "json", "--answers", sent_back, "--json")
    assert result.exit_code == 0, result.stderr
    assert summary(result)["answered"] == answered
    made = json.loads((tmp_path / "turn.json").read_text("utf-8"))
    own = [one for one in made["dispositions"] if one.get("confirmed")]
    assert {(one["answer"], one["reason"]) for one in own} == {
        ("not accepted", "It was not agreed.")
    }


def test_two_answers_to_one_comment_are_named_and_the_rest_is_done(
    case: Path, tmp_path: Path
) -> None:
    turn(case, tmp_path, "--to", "xlsx")
    book = openpyxl.load_workbook(tmp_path / "dispositions.xlsx")
    rows = [row for sheet in book.worksheets for row in sheet.iter_rows()]
    head = next(row for row in rows if "Answer" in [cell.value for cell in row])
    titles = {str(cell.value): place for place, cell in enumerate(head)}
    (sheet,) = [one for one in book.worksheets if one.title == head[0].parent.title]
    for answer in ("accepted", "noted"):
        values = [""] * len(head)
        values[titles["No."]], values[titles["Answer"]] = "WTPF-IEG/2/3#1", answer
        values[titles["Reason"]] = "So it was decided."
        assert isinstance(sheet, Worksheet)
        sheet.append(values)
    book.save(tmp_path / "back.xlsx")
    result = turn(case, tmp_path, "--to", "json", "--answers", tmp_path / "back.xlsx")
    assert result.exit_code == 1
    assert "WTPF-IEG/2/3#1" in result.stderr
    assert (tmp_path / "turn.json").exists()


def test_a_compilation_needs_no_next_draft(case: Path, tmp_path: Path) -> None:
    result = run("compile", *arguments(case, "--out", tmp_path, "--to", "docx"))
    assert result.exit_code == 0, result.stderr
    assert {path.name for path in tmp_path.iterdir()} == {
        f"{paper}.docx" for paper in PAPERS if paper.startswith("compilation")
    }
    assert "Member States" in result.stdout


def test_attributions_and_placements_are_to_be_had_alone(case: Path, tmp_path: Path) -> None:
    more = ("--next", case / "fourth.docx")
    listed = run("attribute", *arguments(case, *more, "--out", tmp_path, "--to", "html"))
    assert listed.exit_code == 0, listed.stderr
    assert "← WTPF-IEG/2/9#" in listed.stdout
    assert "no known source" in listed.stdout
    assert (tmp_path / "attribution.html").exists()
    placed = run("place", *arguments(case, *more, "--json"))
    found = json.loads(placed.stdout)["placements"]
    assert len(found) >= 56
    assert {"placed", "no longer found"} <= {one["found"] for one in found}


# What is wrong is named, and the rest is done


def test_an_unreadable_file_among_many_is_named_and_left_out(case: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 not a package")
    result = turn(case, tmp_path / "out", "--comments", broken, "--to", "json", "--json")
    assert result.exit_code == 1
    assert "broken.docx" in result.stderr
    assert summary(result)["comments"] == 56


def test_a_draft_that_cannot_be_read_ends_it_and_nothing_is_written(
    case: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    result = run(
        *("turn", "--draft", tmp_path / "none.docx", "--comments", case / "comments"),
        *("--next", case / "fourth.docx", "--out", out),
    )
    assert result.exit_code == 1
    assert "none.docx: There is no such file. Check the name." in result.stderr
    assert not out.exists()


@pytest.mark.parametrize(
    ("option", "says"),
    [
        (("--deadline", "soon"), "neither a date nor an instant"),
        (("--zone", "Geneva"), "no time zone “Geneva”"),
        (("--source", "UK"), "write it as FILE=NAME"),
        (("--to", "odt"), "odt"),
    ],
)
def test_an_option_that_makes_no_sense_is_refused_with_the_remedy(
    case: Path, tmp_path: Path, option: tuple[str, str], says: str
) -> None:
    result = turn(case, tmp_path / "out", *option)
    assert result.exit_code == 2
    assert says in result.stderr


def test_a_list_that_names_a_file_that_is_not_there_is_noted(case: Path, tmp_path: Path) -> None:
    listed = tmp_path / "received.csv"
    listed.write_text("file,source\nlost.docx,UK\n", "utf-8")
    result = run(
        "compile",
        *arguments(case, "--received", listed, "--out", tmp_path / "out", "--to", "json"),
    )
    assert result.exit_code == 0
    assert "lost.docx" in result.stderr


def test_an_empty_folder_is_named(case: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = turn(case, tmp_path / "out", "--comments", tmp_path / "empty", "--to", "json")
    assert result.exit_code == 1
    assert "no file in this folder" in result.stderr


def test_who_a_file_is_from_can_be_said_on_the_command_line(case: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("In paragraph 2.1, the mandates should be quoted in full.\n", "utf-8")
    result = run(
        *("compile", "--draft", case / "third.docx", "--comments", letter),
        *("--source", "letter.txt=Nominet; ARIN", "--out", tmp_path / "out", "--to", "json"),
    )
    assert result.exit_code == 0, result.stderr
    made = json.loads((tmp_path / "out" / "turn.json").read_text("utf-8"))
    (comment,) = made["comments"]
    assert [source["name"] for source in comment["sources"]] == ["Nominet", "ARIN"]


def test_an_input_is_never_overwritten(case: Path, tmp_path: Path) -> None:
    table = tmp_path / "dispositions.xlsx"
    turn(case, tmp_path, "--to", "xlsx")
    before = table.read_bytes()
    result = turn(case, tmp_path, "--to", "xlsx", "--answers", table)
    assert result.exit_code == 1
    assert "is an input and is not overwritten" in result.stderr
    assert table.read_bytes() == before


def test_issues_of_one_archive_are_in_time_or_late_each_by_its_own_instant(
    case: Path, tmp_path: Path
) -> None:
    issues = [
        {"number": number, "title": f"Point {number}", "createdAt": at}
        for number, at in ((1, "2012-10-19T21:59:59Z"), (2, "2012-10-19T22:00:00Z"))
    ]
    archive = tmp_path / "archive.json"
    archive.write_text(json.dumps({"issues": issues, "pulls": []}), "utf-8")
    result = run(
        *("compile", "--draft", case / "third.docx", "--comments", archive),
        *("--deadline", "2012-10-19", "--zone", "Europe/Zurich"),
        *("--out", tmp_path / "out", "--to", "json", "--json"),
    )
    found = summary(result)
    assert (found["in_time"], found["late"], found["unknown"]) == (1, 1, 0)
