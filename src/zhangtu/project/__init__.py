"""The one place where things are put together: settings, addresses, wiring, commands."""
