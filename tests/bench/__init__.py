"""How fast the house is beside the least that Flask and Peewee need: `python -m tests.bench`. No test: it asserts no time."""
