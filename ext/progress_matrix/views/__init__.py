"""The views: one module shows one part of the model as nodes."""
