SITES = {"north": "North slope", "south": "South slope"}
OPEN = ["north", "south"]
