import os
from pathlib import Path

DB_PATH = Path(__file__).resolve().parent / "sensors.db"

DATABASE_URL = os.environ.get("SENSORS_DB", f"sqlite:///{DB_PATH}")
