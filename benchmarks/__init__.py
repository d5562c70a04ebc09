"""`make bench`: what vlcritic costs, each figure beside the one that it must beat, measured in the same run."""
