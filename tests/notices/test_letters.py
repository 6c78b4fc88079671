"""R9: each receipt goes out by e-mail once, through a real server, and is never lost."""

import email
import email.policy
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope

from tests.cast import Cast
from tests.ports import port
from tests.record import size
from travaux import notices, verify_receipt
from travaux.calls import actions as calls
from travaux.calls.actions import Said
from travaux.calls.queries import Addressed, call
from travaux.kernel import keys, mail
from travaux.kernel.committer import commit
from travaux.kernel.models import Mail
from travaux.register import actions

PORT, NOBODY = port(18300), port(18400)
pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])


class Office:
    """A mail server: what it was given, and what it answers."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.answer = "250 OK"
        self.refuses: str = ""
        """An address that is refused, whoever else is served."""

    async def handle_RCPT(  # noqa: N802 - the name that the server calls
        self, _server: Any, _session: Any, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if address == self.refuses:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Envelope
    ) -> str:
        if self.answer.startswith("250"):
            content = envelope.content
            assert isinstance(content, bytes)
            self.letters.append(
                email.message_from_bytes(content, EmailMessage, policy=email.policy.SMTP)
            )
        return self.answer


@pytest.fixture
def office(settings: Any) -> Iterator[Office]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", PORT
    handler = Office()
    controller = Controller(handler, hostname="127.0.0.1", port=PORT)
    controller.start()
    yield handler
    controller.stop()


def _waiting(cast: Cast) -> list[Mail]:
    return list(Mail.objects.filter(sent_at=None).order_by("id"))


def test_a_receipt_is_sent_once_with_its_proof_attached(cast: Cast, office: Office) -> None:
    cast.submitted()
    assert notices.write(cast.later(seconds=1)) == 1
    assert notices.write(cast.later(seconds=1)) == 0
    assert mail.send_waiting(cast.now) == 1
    assert mail.send_waiting(cast.later(days=1)) == 0
    (letter,) = office.letters
    assert letter["To"] == "head@example.org"
    assert letter["Subject"] == "Receipt: Comments on the third draft"
    (proof,) = letter.iter_attachments()
    assert str(proof.get_filename()).endswith(".tlog-proof")
    report = verify_receipt.check(proof.get_content(), keys.vkey(), [])
    assert dict(report.fields)["title"] == "Comments on the third draft"


def test_a_letter_that_was_refused_is_tried_again_later_each_time(
    cast: Cast, office: Office
) -> None:
    cast.submitted()
    notices.write(cast.now)
    office.answer = "451 try again later"
    waits = []
    for _ in range(14):
        (letter,) = _waiting(cast)
        cast.now = letter.next_try_at
        assert mail.send_waiting(cast.now - timedelta(seconds=1)) == 0  # not before its time
        assert mail.send_waiting(cast.now) == 0
        (letter,) = _waiting(cast)
        assert letter.error == "451 try again later"
        waits.append(letter.next_try_at - cast.now)
    assert waits == sorted(waits)
    assert waits[0] < waits[1]
    assert waits[-1] == timedelta(hours=12)
    office.answer = "250 OK"
    assert mail.send_waiting(cast.later(hours=12)) == 1
    assert (_waiting(cast), len(office.letters)) == ([], 1)
    assert Mail.objects.get().error == ""


def test_one_refused_address_holds_nobody_up(cast: Cast, office: Office) -> None:
    for number, to in enumerate(("a@example.org", "bad@example.org", "c@example.org")):
        commit(lambda n=number, to=to: mail.post(f"key/{n}", to, "S", "B", cast.now))  # type: ignore[misc]
    office.refuses = "bad@example.org"
    assert mail.send_waiting(cast.now) == 2
    assert [letter["To"] for letter in office.letters] == ["a@example.org", "c@example.org"]
    (left,) = _waiting(cast)
    assert "550 no such mailbox" in left.error


def test_where_no_server_answers_letters_wait(cast: Cast, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", NOBODY
    for number in range(3):
        commit(lambda n=number: mail.post(f"key/{n}", "a@example.org", "S", "B", cast.now))  # type: ignore[misc]
    assert mail.send_waiting(cast.now) == 0
    assert all("refused" in one.error and one.tries == 1 for one in _waiting(cast))


def test_a_process_that_dies_before_sending_loses_no_letter(
    cast: Cast, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast.submitted()
    notices.write(cast.now)

    def dies(*_: object) -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(mail._Post, "send", dies)
        with pytest.raises(KeyboardInterrupt):
            mail.send_waiting(cast.now)
    assert mail.send_waiting(cast.later(minutes=2)) == 1
    assert len(office.letters) == 1


def test_a_letter_sent_again_after_a_crash_is_known_by_its_name(
    cast: Cast, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast.submitted()
    notices.write(cast.now)

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(mail, "_tried", dies)
        with pytest.raises(KeyboardInterrupt):
            mail.send_waiting(cast.now)
    assert mail.send_waiting(cast.now) == 0  # it waits before it goes out again
    assert mail.send_waiting(cast.later(minutes=2)) == 1
    first, second = office.letters
    assert first["Message-ID"] == second["Message-ID"]


def test_where_nothing_can_be_noted_nothing_is_sent(
    cast: Cast, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast.submitted()
    notices.write(cast.now)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(mail, "commit", full)
    for _ in range(3):
        with pytest.raises(OSError, match="No space"):
            mail.send_waiting(cast.now)
    assert office.letters == []


@pytest.mark.parametrize(
    "title", ["Contribución sobre “Água”", "مساهمة في التقرير", "关于草案的意见", "ß" * 500]
)
def test_titles_in_any_script_arrive_as_they_are(cast: Cast, office: Office, title: str) -> None:
    import msgspec

    cast.submitted(particulars=msgspec.structs.replace(cast.particulars, title=title))
    notices.write(cast.now)
    assert mail.send_waiting(cast.now) == 1
    (letter,) = office.letters
    assert letter["Subject"].strip() == f"Receipt: {title}"[:200]
    body = letter.get_body()
    assert body is not None
    assert title in body.get_content()


def test_no_title_makes_a_header(cast: Cast, office: Office) -> None:
    for number, words in enumerate(("S\r\nBcc: x@example.org", "S\nX-Evil: 1", "S\u2028Bcc: y")):
        commit(lambda n=number, w=words: mail.post(f"k/{n}", "a@example.org", w, "B", cast.now))  # type: ignore[misc]
    assert mail.send_waiting(cast.now) == 3
    for letter in office.letters:
        assert (letter["Bcc"], letter["X-Evil"], letter["To"]) == (None, None, "a@example.org")


def test_an_address_that_would_make_a_header_is_left_with_its_error(
    cast: Cast, office: Office
) -> None:
    commit(lambda: mail.post("k/1", "a@example.org\nBcc: x@example.org", "S", "B", cast.now))
    commit(lambda: mail.post("k/2", "b@example.org", "S", "B", cast.now))
    assert mail.send_waiting(cast.now) == 1
    assert [letter["To"] for letter in office.letters] == ["b@example.org"]
    (left,) = _waiting(cast)
    assert left.error, left.to


def test_letters_are_no_acts_and_leave_the_log_alone(cast: Cast, office: Office) -> None:
    cast.submitted()
    before = size()
    notices.write(cast.now)
    mail.send_waiting(cast.now)
    assert size() == before


def test_what_an_officer_entered_is_receipted_to_the_officer(cast: Cast, office: Office) -> None:
    cast.now = cast.later(days=40)
    channel = actions.Channel("paper", "2012-10-02", "Stamp")
    actions.enter(
        cast.act("officer"), cast.entities["Saudi Arabia"], cast.particulars,
        [cast.file()], channel, cast.key(),
    )  # fmt: skip
    notices.write(cast.now)
    mail.send_waiting(cast.now)
    assert [letter["To"] for letter in office.letters] == ["officer@example.org"]


def test_a_call_goes_out_and_what_the_server_refuses_shows(cast: Cast, office: Office) -> None:
    office.refuses = "observer@example.org"
    said = Said("Nominations", "Names, please.", Addressed(roles=("observer", "chair")))
    ref = calls.draft_call(cast.act("officer"), said)
    assert calls.send_call(cast.act("officer"), ref, 1) == 2
    notices.write(cast.now)
    assert mail.send_waiting(cast.now) == 1
    (letter,) = office.letters
    assert (letter["To"], letter["Subject"]) == ("chair@example.org", "WTPF-13: Nominations")
    page = call(cast.actor("officer"), cast.now, ref)
    assert [(one.name, one.state, one.error) for one in page.letters] == [
        ("Chair", "sent", ""),
        ("Observer", "failed", "observer@example.org: 550 no such mailbox"),
    ]
