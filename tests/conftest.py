"""What tests of the service share."""

import pytest

from tests.cast import Cast, install


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """Make the installation beside the databases of the tests."""
    install()


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast, in a process of its own."""
    return Cast()
