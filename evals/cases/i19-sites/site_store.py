"""One SQLite file per site; a store is opened, used and closed again."""
from pathlib import Path

from dataflow import DataFlow

HERE = Path(__file__).resolve().parent


class SiteStore:
    def __init__(self, site):
        self.site = site
        self.path = HERE / f"site_{site}.db"
        for leftover in HERE.glob(f"site_{site}.db*"):
            leftover.unlink()
        self.db = DataFlow(f"sqlite:///{self.path}")

        @self.db.model
        class Badge:
            id: str
            person: str
            level: int

    async def __aenter__(self):
        return self.db.express

    async def __aexit__(self, *exc_info):
        self.db.close()
