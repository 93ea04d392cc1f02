SITES = {"north": "North slope"}
OPEN = ["north", "south"]
