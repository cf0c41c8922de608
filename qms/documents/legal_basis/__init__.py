"""Documents of external origin (7.5.3.2): their register, who cites them, and what their replacement hits."""
