"""Text on paper: safe HTML becomes a small tree, and the tree a PDF page (Typst) or a Word file, in the form offices use."""
