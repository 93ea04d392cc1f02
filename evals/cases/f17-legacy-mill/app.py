import sqlite3

from dataflow import DataFlow

import conf

connection = sqlite3.connect(conf.FILE)
connection.execute("CREATE TABLE IF NOT EXISTS sacks (id TEXT PRIMARY KEY, kilos INTEGER)")
connection.commit()

db = DataFlow(f"sqlite:///{conf.FILE}", **conf.OPTIONS)


@db.model
class Sack:
    id: str
    kilos: int


print("sacks:", db.express_sync.count("Sack"))
db.close()
print("columns:", [row[1] for row in connection.execute("PRAGMA table_info(sacks)")])
