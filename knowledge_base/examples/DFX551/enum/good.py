from pathlib import Path

from dataflow import DataFlow
from dataflow.platform.errors import DataFlowError, ErrorCode

HERE = Path(__file__).resolve().parent


def usable(url):
    try:
        DataFlow(url, auto_migrate=False).close()
        return True
    except DataFlowError as error:
        if ErrorCode.INVALID_DATABASE_URL.value not in str(error):
            raise
        return False


candidates = ["redis://cache/0", f"sqlite:///{HERE / 'nests.db'}"]
print("usable:", [usable(url) for url in candidates])
