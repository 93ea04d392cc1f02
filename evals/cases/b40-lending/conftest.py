import pytest

import library


@pytest.fixture
def loans():
    yield library
    library.db.close()
