"""A newcomer's path: from nothing to a receipt that anyone can check, by the commands alone."""

from pathlib import Path

from tests.cli.house import PASSWORD, SERIES, House, settled, submitted

OFFICER = ("--as", "officer@example.org", "--process", "wtpf-13")
HEAD = ("--as", "head@example.org", "--process", "wtpf-13")


def test_a_newcomer_comes_from_nothing_to_a_proved_receipt(tmp_path: Path) -> None:
    house = settled(tmp_path / "data")
    receipt = submitted(house)
    assert receipt["receipt"]["timing"] == "in time"
    proof = Path(receipt["file"])
    assert proof == tmp_path / "contribution.txt.tlog-proof"
    document = receipt["document"]

    symbol = house.well("register", document, "--series", "Documents", *OFFICER, "--json").json
    assert symbol == {"document": document, "symbol": "WTPF-13/1"}
    before = house.well("register", *HEAD, "--json").json
    assert before["documents"] == []
    posted = house.well("post", "WTPF-13/1", *OFFICER, "--json").json
    assert posted == [{"document": document, "symbol": "WTPF-13/1"}]
    listed = house.well("register", *HEAD, "--json").json["documents"]
    assert [(one["symbol"], one["title"]) for one in listed] == [
        ("WTPF-13/1", "Comments in contribution.txt")
    ]
    assert "WTPF-13/1" in house.well("register", *HEAD).out

    with_file = house.well("verify", proof, tmp_path / "contribution.txt", "--json").json
    assert with_file["proved"] is True
    assert [one["given"] for one in with_file["matched"]] == [str(tmp_path / "contribution.txt")]
    without = house.well("verify", proof, "--json").json
    assert (without["matched"], len(without["absent"])) == ([], 1)
    assert house.findings() == {}


def test_a_receipt_does_not_vouch_for_an_altered_file(house: House) -> None:
    file = house.data.parent / "contribution.txt"
    file.write_text("We disagree.\n", "utf-8")
    done = house.run("verify", f"{file}.tlog-proof", file)
    assert done.code == 1
    assert done.out == ""
    assert done.err.startswith("Not proved. ")
    told = house.run("verify", f"{file}.tlog-proof", file, "--json")
    assert (told.code, told.json["proved"]) == (1, False)


def test_a_receipt_is_not_proved_by_another_key(house: House, tmp_path: Path) -> None:
    other = House(tmp_path / "other")
    other.well("init")
    proof = house.data.parent / "contribution.txt.tlog-proof"
    done = house.run("verify", proof, "--data", other.data)
    assert done.code == 1
    assert "Not proved" in done.err


def test_what_was_altered_in_a_receipt_is_noticed(house: House) -> None:
    proof = house.data.parent / "contribution.txt.tlog-proof"
    lines = proof.read_text("utf-8").splitlines()
    where = next(n for n, line in enumerate(lines) if line.startswith("index "))
    lines[where] = f"index {int(lines[where].split()[1]) - 1}"
    proof.write_text("\n".join(lines) + "\n", "utf-8")
    assert house.run("verify", proof).code == 1


def test_the_same_key_makes_nothing_twice(house: House, tmp_path: Path) -> None:
    file = tmp_path / "third.txt"
    file.write_text("Third.\n", "utf-8")
    arguments = ("submit", file, *HEAD, "--title", "Third", "--key", "k" * 20, "--json")
    first, again = house.well(*arguments).json, house.well(*arguments).json
    assert first == again
    other = house.run("submit", file, *HEAD, "--title", "Another", "--key", "k" * 20)
    assert "already used" in other.sentence


def test_a_receipt_is_written_where_one_says(house: House, tmp_path: Path) -> None:
    file = tmp_path / "third.txt"
    file.write_text("Third.\n", "utf-8")
    done = house.well("submit", file, *HEAD, "--title", "Third", "--receipt", tmp_path / "proof")
    assert str(tmp_path / "proof") in done.out
    house.well("verify", tmp_path / "proof", file)


def test_a_document_whose_receipt_cannot_be_written_is_received_all_the_same(
    house: House, tmp_path: Path
) -> None:
    file = tmp_path / "third.txt"
    file.write_text("Third.\n", "utf-8")
    done = house.run("submit", file, *HEAD, "--title", "T", "--receipt", tmp_path / "no" / "where")
    assert done.sentence.startswith("The document was received, but its receipt was not written.")


REFUSED = (
    (("submit", "absent.txt", *HEAD, "--title", "T"), "There is no such file"),
    (("submit", "contribution.txt", *HEAD, "--title", " "), "title is missing"),
    (("submit", "contribution.txt", *HEAD, "--title", "T", "--kind", "novel"), "kind"),
    (("submit", "contribution.txt", *HEAD, "--title", "T", "--language", "de"), "languages"),
    (("submit", "contribution.txt", *HEAD, "--title", "T", "--window", "W"), "no window “W”"),
    (("submit", "contribution.txt", *HEAD, "--title", "T", "--key", "short"), "key"),
    (("register", *HEAD[:3], "nowhere"), "no such process"),
    (("register", "--as", "nobody@example.org", *HEAD[2:]), "nobody@example.org"),
    (("register", "0123456789abcdef", *OFFICER, "--series", "Documents"), "no such document"),
    (("user", "enrol", "head@example.org", *HEAD[2:], "--role", "king"), "is no role"),
    (("user", "enrol", "head@example.org", *HEAD[2:], "--role", "system"), "enrolled as"),
    (("user", "enrol", "no@example.org", *HEAD[2:], "--role", "officer"), "no@example.org"),
    (("user", "add", "no address", "--name", "N"), "is no e-mail address"),
    (("user", "add", "head@example.org", "--name", "N"), "has an account already"),
    (("init", "--body", "B", "--name", "N", "--process", "wtpf-13"), "already"),
    (("init", "--body", "B", "--name", "N", "--process", "A b"), "short name"),
    (("init", "--body", "B", "--name", "N", "--process", "n", "--zone", "Moon"), "time zone"),
)


def test_what_cannot_be_done_is_said_in_one_sentence(house: House) -> None:
    entries = house.entries()
    for arguments, words in REFUSED:
        done = house.run(*arguments, typed=f"{PASSWORD}\n")
        assert words in done.sentence, (arguments, done.err)
        assert done.out == ""
    assert house.entries() == entries


def test_a_head_neither_registers_nor_posts(house: House) -> None:
    document = submitted(house, "fourth.txt", "Fourth.\n")["document"]
    assert house.run("register", document, "--series", "Documents", *HEAD).sentence
    assert house.run("post", document, *HEAD).sentence.startswith(f"{document}: ")


def test_what_cannot_be_posted_is_named_and_the_rest_is_posted(house: House) -> None:
    document = submitted(house, "fourth.txt", "Fourth.\n")["document"]
    house.well("register", document, "--series", "Documents", *OFFICER)
    done = house.run("post", "WTPF-13/9", "WTPF-13/2", *OFFICER)
    assert done.code == 1
    assert done.out == "WTPF-13/2 is posted.\n"
    assert done.err.startswith("travaux: WTPF-13/9: ")


def test_wrong_use_leaves_with_2(house: House) -> None:
    for arguments in (
        ("init", "--body", "ITU"),
        ("init", "--series", SERIES),
        ("submit", "contribution.txt", *HEAD),
        ("serve", "--threads", "1"),
        ("restore", "absent.tar"),
    ):
        done = house.run(*arguments)
        assert (done.code, done.out) == (2, ""), arguments
        assert "Error: " in done.err


# People


def test_a_person_is_added_with_a_password_from_a_pipe(house: House) -> None:
    done = house.well(
        "user", "add", "ANA@example.org", "--name", "Ana", "--operator", "--json",
        typed=f"{PASSWORD}\n",
    )  # fmt: skip
    assert set(done.json) == {"account", "email"}
    rows = {one["email"]: one for one in house.well("user", "list", "--json").json}
    assert rows["ana@example.org"]["operator"] is True
    assert "ana@example.org" in house.well("user", "list").out
    assert PASSWORD not in house.well("user", "list", "--json").out


def test_a_password_that_is_easily_guessed_is_refused(house: House) -> None:
    for password in ("short", "password123456"):
        done = house.run("user", "add", "new@example.org", "--name", "New", typed=f"{password}\n")
        assert "password" in done.sentence
    assert "new@example.org" not in house.well("user", "list").out


def test_without_a_password_nobody_is_said_to_sign_in(house: House) -> None:
    done = house.well("user", "add", "new@example.org", "--name", "New", typed="\n")
    assert "no password" in done.out
    done = house.well("user", "password", "new@example.org", typed=f"{PASSWORD}\n")
    assert "a new password" in done.out


def test_an_enrolment_that_is_refused_adds_no_entity(house: House) -> None:
    done = house.run(
        "user", "enrol", "no@example.org", *HEAD[2:], "--role", "delegate", "--entity", "Atlantis"
    )
    assert done.code == 1
    with house.database() as record:
        names = {row[0] for row in record.execute("SELECT name FROM travaux_entity")}
    assert "Atlantis" not in names


# Making it again


def test_init_repeated_changes_nothing(house: House) -> None:
    keys = {path.name: path.read_bytes() for path in (house.data / "keys").iterdir()}
    before = house.well("doctor", "--json").json
    done = house.well("init", "--json")
    assert done.json == {"data": str(house.data), "url": "http://127.0.0.1:18080", "process": ""}
    assert {path.name: path.read_bytes() for path in (house.data / "keys").iterdir()} == keys
    assert house.well("doctor", "--json").json == before
