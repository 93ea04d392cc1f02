import os

URL = os.getenv("KENNEL_URL")
