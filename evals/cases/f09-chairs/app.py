from branches import overview, put

put("ulm", 1, 4)
put("ulm", 2, 3)
put("kiel", 1, 4)
print(overview())
