from scanner import read
from store import db, keep

for number, text in enumerate(read(), start=1):
    keep(number, text)
print("notes:", db.express_sync.count("Note"))
db.close()
