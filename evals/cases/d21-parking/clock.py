from datetime import datetime, timedelta, timezone


def now():
    return datetime.now(timezone.utc)


def minutes_from_now(minutes):
    return now() + timedelta(minutes=minutes)
