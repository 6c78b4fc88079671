"""Signing in: a wrong password is a sentence, and too many of them are another."""

import pytest
from django.test import Client

from tests.cast import Cast

pytestmark = pytest.mark.django_db(databases=["default", "side"])


def test_too_many_wrong_passwords_are_answered_with_a_sentence(cast: Cast) -> None:
    client = Client()
    wrong = {"email": "nobody@example.org", "password": "not the password", "next": "/"}
    answers = [client.post("/sign-in", wrong) for _ in range(9)]
    assert [one.status_code for one in answers[:6]] == [422] * 6
    assert answers[-1].status_code == 429
    assert "Wait a quarter of an hour" in answers[-1].content.decode()


def test_a_wrong_password_keeps_the_address(cast: Cast) -> None:
    answer = Client().post("/sign-in", {"email": "someone@example.org", "password": "wrong"})
    assert answer.status_code == 422
    assert 'value="someone@example.org"' in answer.content.decode()
