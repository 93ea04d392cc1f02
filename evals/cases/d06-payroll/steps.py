PAYROLL = """
HOURLY = 16.5
REGULAR = 8

def factor(shift):
    return 2.0 if shift['holiday'] else 1.0

def pay(shift):
    overtime = max(0, shift['hours'] - REGULAR)
    return (shift['hours'] + overtime * 0.5) * HOURLY * factor(shift)

wages = {}
for shift in shifts:
    wages[shift['worker']] = wages.get(shift['worker'], 0) + pay(shift)
result = {'wages': wages}
"""
