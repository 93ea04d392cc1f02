from till import sales, shut, takings

sales.create("Sale", {"id": "s1", "cents": 450})
print("takings:", takings())
shut()
print("sales:", sales.count("Sale"))
