"""seputarlampung.pikiran-rakyat.com. In the network's menu on a page of 2020-10."""

from crawler.families.prmn import prmn_portal

PORTAL = prmn_portal("seputarlampung", title="Seputar Lampung", host="seputarlampung.pikiran-rakyat.com")
