"""The register of nonconformities: list, saved views, board by state, export."""
