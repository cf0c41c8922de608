"""The management review itself (9.3): convened, its inputs frozen, held, decided on, signed."""
