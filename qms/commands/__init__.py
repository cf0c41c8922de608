"""The commands of `python3 -m qms`, one file each, with `main(argv) -> int`."""
