"""What tests of the service share."""

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import Cast, install


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Make the installation beside the databases of the tests."""
    with django_db_blocker.unblock():
        install()


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast, in a process of its own."""
    return Cast()
