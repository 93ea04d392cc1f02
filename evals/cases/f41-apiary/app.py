from hives import db
from night import weigh

weigh([{"id": "h1", "kilos": 38}, {"id": "h2", "kilos": 900}])
print("hives:", db.express_sync.count("Hive"))
