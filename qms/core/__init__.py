"""What every feature stands on: how an act is kept, sealed, dated, numbered and told. Knows no Flask and no ISO."""
