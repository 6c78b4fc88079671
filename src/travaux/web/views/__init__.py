"""One module a page: ask or act once, and render."""
