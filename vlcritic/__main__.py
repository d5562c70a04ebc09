"""`python -m vlcritic`: the command line where the script `vlcritic` is not on the path."""

import sys

from vlcritic.cli import main

sys.exit(main())
