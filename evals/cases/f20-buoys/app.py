from buoys import colour_of, lay

lay("B-7", "red")
lay("B-8", "green")
print("B-8:", colour_of("B-8"))
