from people import hire

print("a1:", hire("a1", 17))
print("a2:", hire("a2", 200))
