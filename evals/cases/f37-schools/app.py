from schools import enrol, names

enrol("lake", "Uma")
enrol("hill", "Finn")
print("lake:", names("lake"))
print("hill:", names("hill"))
