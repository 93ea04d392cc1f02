import os


def confirm(booking):
    secret = os.environ["BOOKING_MAIL_SECRET"]
    return f"{booking}:{len(secret)}"
