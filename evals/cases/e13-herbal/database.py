import os

from dataflow import DataFlow

db = DataFlow(os.getenv("DATABASE_URL"))
