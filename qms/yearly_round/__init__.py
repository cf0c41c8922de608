"""The year of the system: its duties with their dates, what became of them, the declaration of conformity (9.1.1; QĐ 19/2014/QĐ-TTg)."""
