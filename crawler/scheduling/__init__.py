"""The jobs of kliping.toml by the clock: when each starts, its process, the service, and units for other clocks."""
