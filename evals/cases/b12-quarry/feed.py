import csv
import io

FEED = """code,material,thickness,finish,customer
S-100,granite,,,
S-101,granite,30,polished,
S-102,marble,20,honed,Keller AG
S-103,slate,40,,Bauhof Nord
"""


def read_feed():
    return list(csv.DictReader(io.StringIO(FEED)))
