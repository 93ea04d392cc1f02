from pathlib import Path

from dataflow import DataFlow

HERE = Path(__file__).resolve().parent
db = DataFlow(f"sqlite:///{HERE / 'backups.db'}")


@db.model
class BackupJob:
    id: str
    owner: str
    database_url: str
    keep_days: int = 14
