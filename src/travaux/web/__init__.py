"""The site: server-rendered pages over the same actions and queries as the other shells."""
