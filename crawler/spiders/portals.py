"""A Spider class for each portal, so that `scrapy list` and `scrapy crawl detik -a since=2d` work."""

from crawler.portals import all_portals
from crawler.spiders.news import NewsSpider

for _name, _portal in all_portals().items():
    globals()[_name] = type(
        f"{_name.title()}Spider", (NewsSpider,), {"name": _name, "portals": (_portal,), "__module__": __name__}
    )
