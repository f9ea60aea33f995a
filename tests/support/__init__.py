"""What the tests share: tiny projects, their vocabularies, and comparisons of outputs."""
