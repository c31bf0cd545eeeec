"""What all tests share: Hypothesis looks at the same examples each time, unless it is asked to search on.

`HYPOTHESIS_PROFILE=search pytest` draws new examples; what it finds becomes a test of its own.
"""

import os

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
