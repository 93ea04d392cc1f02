from importer import load
from shop import db

load("pear", 40)
for article in db.express_sync.list("Article"):
    print(article["id"], article["cents"])
print("articles:", db.express_sync.count("Article"))
