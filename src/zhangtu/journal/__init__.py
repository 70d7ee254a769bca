"""The sealed journal: who changed what, for which post, when and why; append-only, signed, provable."""
