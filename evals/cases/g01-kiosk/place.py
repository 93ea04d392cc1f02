from pathlib import Path

FILE = Path(__file__).resolve().parent / "kiosk.db"
ADDRESS = f"file:{FILE}?mode=rwc&cache=shared"
