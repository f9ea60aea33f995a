"""The views: one module shows one part of the model as nodes, and declares itself at its end."""
