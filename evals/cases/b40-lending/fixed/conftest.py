import pytest

import library


@pytest.fixture
def loans():
    yield library
    for row in library.db.express_sync.list("Loan"):
        library.db.express_sync.delete("Loan", row["id"])


@pytest.fixture(scope="session", autouse=True)
def close_database():
    yield
    library.db.close()
