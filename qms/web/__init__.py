"""The shell that every page shares: access, sessions, forms, lists, downloads, refusals. The only place that knows Flask."""
