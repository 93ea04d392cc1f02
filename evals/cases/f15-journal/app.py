from watch import correct, lines, log

log(1, "Wind NW 5")
correct(1, "Wind NW 6")
print("last:", lines()[-1])
