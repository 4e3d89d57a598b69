"""Any bench, on a PostgreSQL of its own that is thrown away afterwards.

    python3 run.py bench on_postgres pages --large

Finds the server's programs as the tests do. It does not wait for the disk (fsync is off).
"""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests" / "door"))


def main():
    import parts

    if len(sys.argv) < 2 or not (HERE / f"{sys.argv[1]}.py").exists():
        raise SystemExit(__doc__)
    found, missing = parts.find([], ["postgres"])
    if missing:
        raise SystemExit("Not found: " + missing[0])
    server = found["postgres"]
    named = {"CORDATA_DATABASE": server.address, "CORDATA_BENCH_DATABASE_URL": server.address}
    try:
        bench = [sys.executable, str(HERE / f"{sys.argv[1]}.py"), *sys.argv[2:]]
        code = subprocess.run(bench, check=False, env=os.environ | named).returncode
    finally:
        server.stop()
    raise SystemExit(code)


if __name__ == "__main__":
    main()
