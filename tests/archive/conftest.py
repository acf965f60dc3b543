import sys
from pathlib import Path

# The helper module `handmade` is imported by name, also in the processes that tests start.
sys.path.insert(0, str(Path(__file__).resolve().parent))
