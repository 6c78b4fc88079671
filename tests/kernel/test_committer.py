"""The one writer: what is acknowledged is kept, what is not kept is not acknowledged."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from tests.cast import OPERATOR, START
from travaux.kernel import committer, log, mark
from travaux.kernel.act import ACTIONS, Act, Unlogged, action, nothing_new, record
from travaux.kernel.committer import Committer, LostTransaction, Work, commit, run
from travaux.kernel.models import Entry, Head, Node
from travaux.people import actions as people
from travaux.people.models import Account
from travaux.programme.models import Body
from travaux.rules.refusal import Conflict, Invalid, Refusal

ACT = Act(OPERATOR, START)

pytestmark = pytest.mark.django_db(transaction=True, databases=["default"])


@pytest.fixture(autouse=True)
def _fresh_mark() -> Iterator[None]:
    """Begin each test at the mark of an empty log, as its database begins."""
    path = settings.ENVIRONMENT.mark
    path.write_bytes(bytes(2048))
    yield
    path.write_bytes(bytes(2048))


def _adds(name: str) -> Work[Any]:
    return Work(lambda: people.add_account(ACT, f"{name}@example.org", name, "x"), name)


def _refuses() -> Work[Any]:
    def do() -> None:
        Account.objects.create(email="half@example.org", name="Half", made_at=START)
        raise Invalid("Not like this.")

    return Work(do, "refused")


def _breaks(error: type[Exception] = ZeroDivisionError) -> Work[Any]:
    def do() -> None:
        Account.objects.create(email="half@example.org", name="Half", made_at=START)
        raise error("a fault of ours")

    return Work(do, "broken")


def _names() -> list[str]:
    return list(Account.objects.order_by("id").values_list("name", flat=True))


def _ended(work: Work[Any]) -> BaseException | None:
    """Return what an act ended with: nothing where it is acknowledged."""
    try:
        work.result()
    except Exception as error:
        return error
    return None


def _acknowledged_is_kept(batch: list[Work[Any]]) -> None:
    """Hold what was acknowledged, and nothing else, to be in the tables, the log, and the mark."""
    kept = [work.name for work in batch if _ended(work) is None]
    assert _names() == kept
    assert Entry.objects.count() == log.size().size == len(kept)
    assert mark.read().size == len(kept)


def test_acts_that_wait_are_done_in_order_in_one_commit() -> None:
    commits: list[str] = []
    batch = [_adds(name) for name in ("one", "two", "three")]
    with connection.execute_wrapper(_watching(commits)):
        run(batch)
    assert [_ended(work) for work in batch] == [None] * 3
    assert commits == ["BEGIN"]
    _acknowledged_is_kept(batch)


def _watching(commits: list[str]) -> Callable[..., Any]:
    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("BEGIN") or "pg_advisory_xact_lock" in sql:
            commits.append("BEGIN")  # as each begins on SQLite, and on PostgreSQL
        return execute(sql, params, many, context)

    return watch


def test_a_refusal_leaves_its_own_savepoint_only() -> None:
    batch = [_adds("one"), _refuses(), _adds("two")]
    run(batch)
    assert isinstance(_ended(batch[1]), Invalid)
    _acknowledged_is_kept(batch)
    assert _names() == ["one", "two"]


@pytest.mark.parametrize("error", [ZeroDivisionError, OperationalError, LostTransaction])
def test_a_fault_makes_only_the_guilty_act_fail(error: type[Exception]) -> None:
    batch = [_adds("one"), _adds("two"), _breaks(error), _adds("three"), _refuses()]
    run(batch)
    assert [type(_ended(work)) for work in batch] == [
        type(None), type(None), error, type(None), Invalid,
    ]  # fmt: skip
    _acknowledged_is_kept(batch)
    assert _names() == ["one", "two", "three"]


def test_a_transaction_that_django_wants_rolled_back_acknowledges_nothing_of_it() -> None:
    def spoil() -> None:
        transaction.set_rollback(True)

    batch = [_adds("one"), Work(spoil, "spoiled"), _adds("two")]
    run(batch)
    assert _ended(batch[1]) is not None
    _acknowledged_is_kept(batch)
    assert _names() == ["one", "two"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite ends transactions by itself")
def test_a_full_disk_acknowledges_nothing_that_it_took_away() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
        cursor.execute("PRAGMA max_page_count")
        most = cursor.fetchone()[0]

    def fill() -> None:
        Account.objects.create(email="f@example.org", name="x" * 4_000_000, made_at=START)

    batch: list[Work[Any]] = [
        _adds("one"), _adds("two"), Work(fill, "fill"), _adds("three"), _adds("four"),
    ]  # fmt: skip
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA max_page_count = {pages + 40}")
        run(batch)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA max_page_count = {most}")
    ended = [_ended(work) for work in batch]
    assert "full" in str(ended[2])
    assert [one for place, one in enumerate(ended) if place != 2] == [None] * 4
    _acknowledged_is_kept(batch)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite ends transactions by itself")
def test_a_transaction_that_the_database_ended_in_silence_is_noticed() -> None:
    def end() -> None:
        raw: Any = connection.connection
        raw.execute("ROLLBACK")
        raise Conflict("And then it is refused, as if nothing had happened.")

    batch = [_adds("one"), Work(end, "ended"), _adds("two")]
    run(batch)
    assert _ended(batch[1]) is not None
    _acknowledged_is_kept(batch)
    assert _names() == ["one", "two"]


def test_r34_an_act_whose_entry_fails_is_undone(monkeypatch: pytest.MonkeyPatch) -> None:
    append, calls = log.append, [0]

    def failing(fields: log.Fields) -> int:
        if fields.values["person"] == "two":
            calls[0] += 1
            raise OperationalError("the log cannot be written")
        return append(fields)

    monkeypatch.setattr(log, "append", failing)
    batch = [_adds("one"), _adds("two"), _adds("three")]
    run(batch)
    assert calls == [2]  # in the batch, and then alone
    assert isinstance(_ended(batch[1]), OperationalError)
    _acknowledged_is_kept(batch)
    assert _names() == ["one", "three"]


def test_an_entry_that_fails_once_is_written_when_the_act_runs_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    append, calls = log.append, [0]

    def failing(fields: log.Fields) -> int:
        calls[0] += 1
        if calls[0] == 2:
            raise OperationalError("the log cannot be written just now")
        return append(fields)

    monkeypatch.setattr(log, "append", failing)
    batch = [_adds("one"), _adds("two")]
    run(batch)
    assert [_ended(work) for work in batch] == [None, None]
    _acknowledged_is_kept(batch)


def test_r34_an_action_that_says_nothing_to_the_log_is_undone() -> None:
    @action
    def silent(act: Act) -> None:
        Account.objects.create(email="s@example.org", name="Silent", made_at=act.at)

    with pytest.raises(Unlogged, match="without a word in the log"):
        silent(ACT)
    assert _names() == []
    with pytest.raises(Unlogged, match="outside an action"):
        record(ACT, "something")


@pytest.fixture(autouse=True)
def _table_of_actions() -> Iterator[None]:
    """Take the actions that tests define out of the table again."""
    before = dict(ACTIONS)
    yield
    ACTIONS.clear()
    ACTIONS.update(before)


def test_an_action_within_an_action_joins_it() -> None:
    @action
    def both(act: Act) -> None:
        people.add_account(act, "one@example.org", "one", "x")
        record(act, "something more")
        people.add_account(act, "one@example.org", "one again", "x")

    with pytest.raises(Conflict, match="account already"):
        both(ACT)
    assert _names() == []
    assert log.size().size == 0


def test_an_action_that_called_another_must_still_say_its_own_word() -> None:
    @action
    def outer(act: Act) -> None:
        people.add_account(act, "one@example.org", "one", "x")

    with pytest.raises(Unlogged):
        outer(ACT)
    assert _names() == []


def test_an_action_may_find_its_work_done() -> None:
    @action
    def idle(act: Act) -> str:
        nothing_new()
        return "as before"

    assert idle(ACT) == "as before"
    assert log.size().size == 0


def test_r34_an_entry_does_not_hide_who_acted() -> None:
    @action
    def masked(act: Act) -> None:
        record(act, "something", who="Someone else")

    with pytest.raises(TypeError, match="hide who acted"):
        masked(ACT)


@pytest.mark.parametrize("step", ["the commit's answer", "the mark"])
def test_what_is_committed_is_acknowledged_though_the_answer_was_an_error(
    monkeypatch: pytest.MonkeyPatch, step: str, caplog: pytest.LogCaptureFixture
) -> None:
    batch = [_adds("one"), _refuses(), _adds("two")]
    if step == "the mark":
        monkeypatch.setattr(mark, "advance", _raises)
    else:
        wrapper = type(connections["default"])
        really = wrapper.commit

        def commit_and_fail(self: BaseDatabaseWrapper) -> None:
            really(self)
            raise OperationalError("the connection was lost")

        monkeypatch.setattr(wrapper, "commit", commit_and_fail)
    run(batch)
    monkeypatch.undo()
    assert [type(_ended(work)) for work in batch] == [type(None), Invalid, type(None)]
    assert _names() == ["one", "two"]
    assert log.size().size == 2
    assert "step after their commit failed" in caplog.text


def _raises(head: log.Size) -> None:
    raise OSError(f"the disk is full at {head.size}")


def test_what_has_no_entry_is_not_taken_for_committed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters and pieces of texts leave the log as it is: its root proves nothing of them."""
    run([_adds("one")])

    def fails(self: BaseDatabaseWrapper) -> None:
        self.rollback()
        raise OperationalError("the disk is full")

    monkeypatch.setattr(type(connections["default"]), "commit", fails)
    chore = Work(lambda: Body.objects.create(name="two", slug="two"))
    run([chore])
    monkeypatch.undo()
    assert isinstance(_ended(chore), OperationalError)
    assert _names() == ["one"]


def test_r34_a_database_older_than_the_mark_refuses_all_writing() -> None:
    run([_adds("one")])
    older = log.size()
    run([_adds("two")])
    connection.cursor().execute('DELETE FROM travaux_entry WHERE "index" = 1')
    Head.objects.update(size=older.size, edge=b"".join(older.edge))
    with pytest.raises(Conflict, match=r"already proved to others.*two histories"):
        people.add_account(ACT, "three@example.org", "three", "x")
    assert Entry.objects.count() == 1
    assert mark.read().size == 2


def test_r34_another_history_of_the_same_length_is_refused_too() -> None:
    run([_adds("one")])
    Node.objects.update(hash=bytes(32))
    Head.objects.update(edge=bytes(32))
    with pytest.raises(Conflict, match="two histories"):
        people.add_account(ACT, "two@example.org", "two", "x")


def test_r34_an_edge_that_is_not_the_trees_is_refused() -> None:
    run([_adds("one")])
    Head.objects.update(edge=bytes(32))
    with pytest.raises(Conflict, match="two histories"):
        people.add_account(ACT, "two@example.org", "two", "x")


def test_a_mark_half_written_when_the_power_went_leaves_the_one_before() -> None:
    run([_adds("one")])
    run([_adds("two")])
    place = mark.read().place
    with settings.ENVIRONMENT.mark.open("r+b") as stream:
        stream.seek(place * 1024 + 40)
        stream.write(bytes(100))
    assert mark.read().size == 1
    run([_adds("three")])
    assert mark.read().size == 3


def test_many_threads_write_through_the_one_committer() -> None:
    writer = committer.start()
    assert committer.start() is writer
    ended: list[BaseException | None] = []

    def write(thread: int) -> None:
        for number in range(5):
            name = f"{thread}-{number}"
            try:
                commit(lambda name=name: _add_or_refuse(name), name)  # type: ignore[misc]
                ended.append(None)
            except Refusal as refusal:
                ended.append(refusal)

    threads = [threading.Thread(target=write, args=(number,)) for number in (1, 2)]
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        committer.stop()
    assert sorted(_names()) == sorted(f"{one}-{two}" for one in (1, 2) for two in (0, 1, 2, 4))
    assert len(ended) == 10
    assert sum(one is not None for one in ended) == 2
    assert log.size().size == mark.read().size == 8
    assert [entry.index for entry in Entry.objects.order_by("index")] == list(range(8))


def _add_or_refuse(name: str) -> int:
    if name.endswith("-3"):
        raise Conflict("Not this one.")
    return people.add_account(ACT, f"{name}@example.org", name, "x")


def test_what_waits_is_done_before_the_committer_stops() -> None:
    writer = Committer()
    batch = [_adds(f"{number:03d}") for number in range(70)]  # more than one commit takes
    for work in batch:
        writer.put(work)
    writer.start()
    writer.stop()
    assert [_ended(work) for work in batch] == [None] * 70
    _acknowledged_is_kept(batch)
