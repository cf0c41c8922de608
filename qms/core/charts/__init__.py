"""Charts: from plain numbers to one drawing, as SVG for a page and as PDF for paper; words come from the caller, in his language.

Each chart is a function of its data and a width that gives a figure; `sheet.svg` and `sheet.pdf` give its bytes. No title
inside: the headline is a sentence of the page, computed from the same data. Two widths, 720 and 360 CSS pixels (ux.md §4).
"""
