from pathlib import Path

DB_FILE = Path(__file__).resolve().parent / "mailer.db"
DB_FILE.unlink(missing_ok=True)

DATABASE_URL = f"sqlite:///{DB_FILE}"
CLIENTS = {"bakery": "Bakery Lund", "garage": "Garage Moretti"}
PARALLEL = 3
