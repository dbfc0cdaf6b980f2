"""kabarbanten.pikiran-rakyat.com. In the network's menu on a page of 2020-10."""

from crawler.families.prmn import prmn_portal

PORTAL = prmn_portal("kabarbanten", title="Kabar Banten", host="kabarbanten.pikiran-rakyat.com")
