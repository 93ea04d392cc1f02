from form import entries
from runners import db, load

load(entries())
print("bib of bo:", db.express_sync.read("Orienteer", "bo")["bib"])
