from store import db, hit

hit("home", 1)
hit("home", 9)
print("hits:", db.express_sync.read("Pagehit", "home")["hits"])
db.close()
