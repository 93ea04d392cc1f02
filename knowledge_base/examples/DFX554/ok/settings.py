import os
from pathlib import Path

HERE = Path(__file__).resolve().parent
NAME = os.getenv("HERBARIUM", "trial")
URL = f"sqlite:///{HERE / NAME}.db"
