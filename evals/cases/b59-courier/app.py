"""Nightly import of the drop lists of all depots."""
import logging

from store import insert_all

logging.disable(logging.WARNING)

LISTS = {
    "Aachen": ["Ring 4", "Markt 1"],
    "Bonn": [],
    "Celle": ["Allee 9"],
}

for depot, addresses in LISTS.items():
    drops = [{"depot": depot, "address": address} for address in addresses]
    outcome = insert_all(drops)
    print(depot, "done:", outcome["success"])
print("import complete")
