"""vlcritic: train vision-language models to write graphics programs, and let the picture be the judge."""

__version__ = "0.1.0"
