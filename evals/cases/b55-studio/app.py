"""Recording studio: every take of a session is billed."""
from invoice import invoice
from models import db

db.express_sync.create("Session", {"id": 1, "band": "Low Tide", "takes": ["intro", "verse", "outro"]})
db.express_sync.create("Session", {"id": 2, "band": "Marta Quint", "takes": ["solo"]})
db.express_sync.create("Session", {"id": 3, "band": "No Show"})

for session_id in (1, 2, 3):
    bill = invoice(session_id)
    print(f"{bill['band']}: {bill['takes']} takes, {bill['cents'] / 100:.2f} EUR")
db.close()
