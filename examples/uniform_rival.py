"""The smallest outside rival: it knows nothing, and shows the lines that go to and fro (docs/protocol.md, its end).

tokenroom eval --corpus english --rival-command "python examples/uniform_rival.py"
"""

import base64
import json
import math
import struct
import sys

size = len(json.loads(sys.stdin.readline())["vocabulary"])
print(json.dumps({"type": "ready", "name": "knows-nothing"}), flush=True)
log_probs = base64.b64encode(struct.pack(f"<{size}f", *[-math.log(size)] * size)).decode()

for line in sys.stdin:
    question = json.loads(line)
    behind = len(question["ids"])
    for position in [behind] if question["type"] == "next" else range(behind):
        print(json.dumps({"type": "log_probs", "position": position, "log_probs": log_probs}), flush=True)
