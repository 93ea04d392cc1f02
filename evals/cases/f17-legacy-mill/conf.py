from pathlib import Path

FILE = Path(__file__).resolve().parent / "mill.db"
OPTIONS = {"skip_migration": True, "enable_model_persistence": False}
