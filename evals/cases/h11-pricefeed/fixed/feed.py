"""Nightly price feed of the wholesaler."""
import csv
import io

FEED = """ArtNo;Net;Available
BX-100;23,50;35
OF-310;6,95;210
WB-045;11,80;58
"""

COLUMNS = {
    "ArtNo": ("article_no", str),
    "Net": ("net_price", lambda text: float(text.replace(",", "."))),
    "Available": ("stock", int),
}


def read_feed(text=FEED):
    for line in csv.DictReader(io.StringIO(text), delimiter=";"):
        yield {name: convert(line[column]) for column, (name, convert) in COLUMNS.items()}


class FeedImport:
    def __init__(self, db, match_on="article_no", chunk=2):
        self.db = db
        self.match_on = match_on
        self.chunk = chunk

    def _chunks(self, lines):
        lines = list(lines)
        for start in range(0, len(lines), self.chunk):
            yield lines[start:start + self.chunk]

    def run(self, lines):
        applied = 0
        for part in self._chunks(lines):
            wanted = [line[self.match_on] for line in part]
            known = self.db.express_sync.list("Article", {self.match_on: {"$in": wanted}}, limit=len(wanted))
            ids = {row[self.match_on]: row["id"] for row in known}
            done = self.db.express_sync.bulk_update("Article", [
                {**line, "id": ids[line[self.match_on]]} for line in part if line[self.match_on] in ids
            ])
            applied += len(done)
        return applied
