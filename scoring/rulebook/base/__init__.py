"""What every rule stands on: rules with parameters, JSON shapes, sentences, exact numbers."""
