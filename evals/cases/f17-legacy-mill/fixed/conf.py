from pathlib import Path

FILE = Path(__file__).resolve().parent / "mill.db"
OPTIONS = {"auto_migrate": False, "enable_model_persistence": False}
