from enum import Enum


class State(Enum):
    SENT = "sent"
    BACK = "back"
