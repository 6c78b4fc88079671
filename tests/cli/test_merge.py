"""A secretary merges the filled forms of many members into one."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from travaux.cli import cli
from travaux.formats import comment_tables
from travaux.formats.comment_tables import CommentTable, Row
from travaux.formats.comment_tables.table import cell
from travaux.text.comment import Form


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def row(source: str, clause: str, comment: str, proposed: str = "") -> Row:
    return Row(
        source=cell(source),
        clause=cell(clause),
        kind=cell("te"),
        comments=cell(comment),
        proposed=cell(proposed),
    )


def form(path: Path, *rows: Row) -> Path:
    table = CommentTable(Form.ISO_TABLE, rows, document="N 12")
    write = comment_tables.write_xlsx if path.suffix == ".xlsx" else comment_tables.write_docx
    path.write_bytes(write(table))
    return path


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    folder = tmp_path / "forms"
    folder.mkdir()
    form(folder / "uk.docx", row("GB", "5.10", "Too long."), row("GB", "5.2", "Wrong."))
    form(folder / "de.xlsx", row("DE", "5.2", "Unclear.", "=SUM(A1)"))
    return folder


def test_forms_are_merged_by_clause_then_source(forms: Path, tmp_path: Path) -> None:
    output = tmp_path / "all.xlsx"
    result = run("merge", forms, "-o", output)
    assert result.exit_code == 0, result.stderr
    assert "3 comments from 2 forms" in result.stdout
    merged = comment_tables.read(output.name, output.read_bytes())
    assert [(one.words("clause"), one.words("source")) for one in merged.rows] == [
        ("5.2", "DE"),
        ("5.2", "GB"),
        ("5.10", "GB"),
    ]
    assert merged.rows[0].words("proposed") == "=SUM(A1)"


def test_what_contradicts_itself_is_kept_and_named(forms: Path, tmp_path: Path) -> None:
    form(forms / "uk-again.docx", row("GB", "5.2", "Wrong.", "Say it otherwise."))
    result = run("merge", forms, "-o", tmp_path / "all.docx", "--json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert found["rows"] == 4
    assert any("another proposed change" in warning for warning in found["warnings"])
    assert "another proposed change" in result.stderr


def test_a_file_that_is_no_form_is_named_and_the_rest_merged(forms: Path, tmp_path: Path) -> None:
    (forms / "letter.docx").write_bytes(b"no form at all")
    result = run("merge", forms, "-o", tmp_path / "all.docx")
    assert result.exit_code == 1
    assert "letter.docx" in result.stderr
    assert "3 comments from 2 forms" in result.stdout


def test_without_a_form_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"no form")
    result = run("merge", tmp_path / "a.docx", "-o", tmp_path / "all.docx")
    assert result.exit_code == 1
    assert "There is no form to merge" in result.stderr
    assert not (tmp_path / "all.docx").exists()


def test_other_kinds_of_output_are_refused(forms: Path, tmp_path: Path) -> None:
    result = run("merge", forms, "-o", tmp_path / "all.pdf")
    assert result.exit_code == 2
    assert "as .docx or .xlsx" in result.stderr
