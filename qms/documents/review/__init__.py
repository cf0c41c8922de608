"""Review before approval (7.5.2): reviewers, opinions, remarks, deputies and written exceptions."""
