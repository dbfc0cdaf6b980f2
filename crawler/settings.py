"""Scrapy's settings: only what differs from its defaults. The command and `scrapy crawl` share them."""

import os
from importlib.metadata import version

# tests and benchmarks ask 127.0.0.0/8 faster; no other host is asked faster than DOWNLOAD_DELAY, whatever this says
_LOOPBACK_DELAY = os.environ.get("KLIPING_LOOPBACK_DELAY")

BOT_NAME = "kliping"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"

# who we are and where to complain
USER_AGENT = f"Kliping/{version('kliping')} (+https://github.com/kliping/kliping)"
# robots.txt names agents by their first word
ROBOTSTXT_USER_AGENT = "Kliping"
ROBOTSTXT_OBEY = True
ROBOTSTXT_PARSER = "crawler.downloading.RobotsRules"

# one request at a time and a second between two, for each domain and not for each of its hosts; the tenth is there
# because the first request to a host arrives later than it was sent
DOWNLOADER = "crawler.downloading.PortalDownloader"
SCHEDULER_PRIORITY_QUEUE = "crawler.downloading.PortalQueue"
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1.1
# jitter would go below the delay
DOWNLOAD_DELAY_JITTER = 0.0
KLIPING_LOOPBACK_DELAY = float(_LOOPBACK_DELAY) if _LOOPBACK_DELAY else None
# what is found first, which is the newest, is fetched first
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"
# a slow server is given time, but one slow answer must not stop a portal for a minute
AUTOTHROTTLE_ENABLED = not _LOOPBACK_DELAY
AUTOTHROTTLE_START_DELAY = DOWNLOAD_DELAY
AUTOTHROTTLE_MAX_DELAY = 10.0
# PortalQueue holds each portal to two in hand, so this only has to be above twice the number of portals
CONCURRENT_REQUESTS = 256
# each response starts this many tasks for its items, and the default of 100 doubles the cost of a page; with fewer than
# these few, the requests of an answer wait for each other and those of another answer overtake them
CONCURRENT_ITEMS = 4

# off by default in Scrapy
DOWNLOAD_VERIFY_CERTIFICATES = True
# the defaults, 180 s and 1 GiB, let one bad host hold a crawl up or fill the memory
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 5 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
DNS_TIMEOUT = 20
# news pages never need more, and loops end sooner
REDIRECT_MAX_TIMES = 5
# a page that forwards is no article; the article is what it forwards to only if the server says so
METAREFRESH_ENABLED = False
# five tries outlast an overloaded server; the portal rests 1, 2, 4 and 8 times this between them
RETRY_TIMES = 4
KLIPING_RETRY_SECONDS = float(_LOOPBACK_DELAY or 1.0)
# in a row and of one portal; three bot walls do the same
KLIPING_GIVE_UP_AFTER = 30
# a failure is counted and named by the spider, so the log need not shout
RETRY_GIVE_UP_LOG_LEVEL = "INFO"
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.backoff.GivingUpMiddleware": 90,
    "crawler.downloading.RobotsMiddleware": 100,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "crawler.backoff.BackoffMiddleware": 550,
    # behind decompression, before retries
    "crawler.backoff.BotWallMiddleware": 570,
    "crawler.revalidation.RevalidationMiddleware": 580,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "crawler.bounds.UnpackingMiddleware": 590,
    # behind the proxies, so that it knows who resolves a name
    "crawler.targets.TargetMiddleware": 800,
}
EXTENSIONS = {"crawler.bounds.BodyBudget": 0, "crawler.recording.RunRecorder": 500}
DOWNLOAD_HANDLERS = {
    "http": "crawler.bounds.BoundedHandler",
    "https": "crawler.bounds.BoundedHandler",
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}
TWISTED_DNS_RESOLVER = "crawler.targets.PublicResolver"
# no page leads to this machine, except in tests
KLIPING_ALLOW_LOOPBACK = bool(os.environ.get("KLIPING_ALLOW_LOOPBACK"))
# no site's state is carried between its pages
COOKIES_ENABLED = False
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "id,en;q=0.5",
}

# both would open a port
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

# the pages themselves are kept too, in pages.db beside the database
KLIPING_RAW = True
# when pages come fast, extraction has processes of its own; two keep up with one engine
KLIPING_WORKERS = 2 if os.name == "posix" and (os.cpu_count() or 1) > 1 else 0

# a layer each around every answer: depth is not asked for, nor copied meta looked for, nor is a portal told where its
# links were found; a URL that is silently dropped for its length would be counted as on its way for ever
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
    "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
}
ITEM_PIPELINES = {"pipelines.store.StorePipeline": 900}
LOG_LEVEL = "INFO"
