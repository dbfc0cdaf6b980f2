"""zonajakarta.pikiran-rakyat.com. In the network's menu on a page of 2020-10, which was read."""

from crawler.families.prmn import prmn_portal

PORTAL = prmn_portal("zonajakarta", title="Zona Jakarta", host="zonajakarta.pikiran-rakyat.com", evidence="page")
