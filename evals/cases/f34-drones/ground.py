import sqlite3
from pathlib import Path

FILE = Path(__file__).resolve().parent / "drones.db"


def report(drone, percent):
    """What the ground station does."""
    connection = sqlite3.connect(FILE)
    connection.execute("UPDATE drones SET percent = ? WHERE id = ?", (percent, drone))
    connection.commit()
    connection.close()
