"""Pictures of the graph: a renderer-neutral ``GraphView``, made from the store, drawn by back-ends."""
