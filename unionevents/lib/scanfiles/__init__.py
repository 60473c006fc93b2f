"""Photos and scans of papers: looked into by content, and freed of everything that is not the picture."""
