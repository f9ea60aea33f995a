"""Model → docutils nodes: one module a view, all of them writer-neutral."""
