from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'weather.db'}")


@db.model
class WeatherReading:
    id: str
    station: str
    celsius: float
    humidity: int

    __validation__ = {
        "station": {"min_length": 3},
        "celsius": {"min": -60, "max": 60},
        "humidity": {"min": 0, "max": 100},
    }
