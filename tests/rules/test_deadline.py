"""R8: one deadline, one computation, to the second, inclusive."""

import pytest

from travaux.rules.deadline import Deadline, NotAnInstant, Timing

GENEVA = "Europe/Zurich"
DAY = Deadline.parse("2012-10-19", GENEVA)
HOUR = Deadline.parse("2012-10-19T17:00", GENEVA)


@pytest.mark.parametrize(
    ("received", "timing"),
    [
        ("2012-10-19T23:59:59+02:00", Timing.IN_TIME),
        ("2012-10-20T00:00:00+02:00", Timing.LATE),
        ("2012-10-19T21:59:59Z", Timing.IN_TIME),
        ("2012-10-19T22:00:00Z", Timing.LATE),
        ("2012-10-19T14:59:59-07:00", Timing.IN_TIME),
        ("2012-10-19T23:00", Timing.IN_TIME),
    ],
)
def test_a_bare_date_ends_at_24_in_the_zone_of_record(received: str, timing: Timing) -> None:
    assert DAY.timing(received) is timing


@pytest.mark.parametrize(
    ("received", "timing"),
    [
        ("2012-10-19T17:00:00+02:00", Timing.IN_TIME),
        ("2012-10-19T17:00:00.9+02:00", Timing.IN_TIME),
        ("2012-10-19T17:00:01+02:00", Timing.LATE),
    ],
)
def test_an_instant_counts_to_the_second_inclusive(received: str, timing: Timing) -> None:
    assert HOUR.timing(received) is timing


@pytest.mark.parametrize(
    ("received", "timing"),
    [
        ("", Timing.UNKNOWN),
        ("2012-10-18", Timing.IN_TIME),
        ("2012-10-19", Timing.UNKNOWN),
        ("2012-10-20", Timing.LATE),
    ],
)
def test_a_day_alone_is_not_guessed_where_the_deadline_falls_within_it(
    received: str, timing: Timing
) -> None:
    assert HOUR.timing(received) is timing


def test_the_last_day_is_in_time_where_the_deadline_is_a_day() -> None:
    assert DAY.timing("2012-10-19") is Timing.IN_TIME


def test_summer_time_ends_within_a_day_of_25_hours() -> None:
    deadline = Deadline.parse("2012-10-28", GENEVA)
    assert deadline.timing("2012-10-28T22:59:59Z") is Timing.IN_TIME
    assert deadline.timing("2012-10-28T23:00:00Z") is Timing.LATE


def test_it_is_shown_in_the_zone_of_record_and_in_utc() -> None:
    assert DAY.shown() == "19 October 2012, 24:00 (Europe/Zurich; 22:00 UTC)"
    assert HOUR.shown() == "19 October 2012, 17:00 (Europe/Zurich; 15:00 UTC)"
    tokyo = Deadline.parse("2012-10-19T08:00", "Asia/Tokyo")
    assert tokyo.shown() == "19 October 2012, 08:00 (Asia/Tokyo; 18 October, 23:00 UTC)"


@pytest.mark.parametrize("written", ["soon", "2012-13-40", "2012-02-30", "9999-12-31", ""])
def test_what_is_no_instant_is_refused_in_a_sentence(written: str) -> None:
    with pytest.raises(NotAnInstant, match="date"):
        Deadline.parse(written, GENEVA)


@pytest.mark.parametrize("zone", ["Geneva", "../etc", "Europe"])
def test_a_zone_that_is_none_is_refused(zone: str) -> None:
    with pytest.raises(NotAnInstant, match="no time zone"):
        Deadline.parse("2012-10-19", zone)
