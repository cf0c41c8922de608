"""Statistics of processes, apart from any drawing; each method names the source it is taken from."""
