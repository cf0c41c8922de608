"""Writing a draft in peace: what is typed is kept, one writes at a time, files changed outside are noticed."""
