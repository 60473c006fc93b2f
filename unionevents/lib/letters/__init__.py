"""Tables of Chinese characters: readings and the order of strokes."""
