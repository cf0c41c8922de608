"""The inputs of a management review (9.3.2), each gathered from the records that tell it."""
