from pathlib import Path

BASE = Path(__file__).resolve().parent
DATABASE_URL = f"sqlite:///{BASE / 'crm.db'}"

LEGACY_DIR = BASE / "legacy"
LEGACY_DB = "legacy.db"
LEGACY_DUMP = LEGACY_DIR / "dump.sql"
