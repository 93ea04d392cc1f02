from dotenv import load_dotenv

from store import db

load_dotenv()

db.express_sync.create("Loaf", {"id": "l1", "grain": "rye"})
print("loaves:", db.express_sync.count("Loaf"))
