"""Work behind the pages: jobs with progress, a schedule, and one holder of ``runner.lock``."""
