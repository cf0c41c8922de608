"""Who may know of a document: levels, need-to-know, papers that are only registered (7.5.3.1 b; Law 117/2025/QH15)."""
