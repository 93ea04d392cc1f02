from loader import members
from store import db

for member in members("members.csv"):
    db.express_sync.create("Member", member)
print("members:", db.express_sync.count("Member"))
