import hashlib
import json


def content_address(manifest, arrays):
    h = hashlib.sha256(json.dumps(manifest, sort_keys=True).encode())
    for k in sorted(arrays):
        h.update(k.encode())
        h.update(str(arrays[k].dtype).encode())
        h.update(arrays[k].tobytes())
    return "sha256:" + h.hexdigest()
