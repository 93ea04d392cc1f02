from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent
DB_FILE = BASE_DIR / "warehouse.db"
BACKUP_FILE = BASE_DIR / "warehouse-backup.db"
DATABASE_URL = f"sqlite+aiosqlite:///{DB_FILE}"
