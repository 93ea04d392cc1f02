from datetime import datetime, timedelta, timezone


def now():
    return datetime(2024, 5, 1, 8, 30, tzinfo=timezone(timedelta(hours=2)))
