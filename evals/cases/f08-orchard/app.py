import sites
from pickers import sign_in

for site in sites.OPEN:
    print(site, sign_in(site, "jo"))
