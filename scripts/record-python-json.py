"""Records how Python's json module writes values.

    python3 scripts/record-python-json.py > test/unit/execution/state/python-json.json

The original engine writes its state files with `json.dump(state, file, indent=2)` (FORMAT.md, section (g)), and ours
are to be the same bytes. The tests of server/execution/state/state-json.ts compare with this record; Python is needed to renew
it, not to test.
"""

import json
import struct

VALUES = [
    None,
    True,
    False,
    "",
    "plain",
    'a "quoted" \\ back/slash',
    "\b\f\n\r\t",
    "".join(chr(code) for code in range(0x20)),
    "\x7f\x80\x9f\xa0\xad",
    "é ß Ω 中 \u2028\u2029 \ufeff \ufffe\uffff",
    "😀 𝒳 \U0010ffff",
    "\ud800 \udfff \udc00\ud800",
    "<script>&'",
    [],
    {},
    [[]],
    [{}],
    {"": {}},
    {"a": []},
    [1, [2, [3, []]], {"a": {"b": [{}]}}],
    {"10": 1, "2": 2, "b": 3, "0": 4, "-1": 5, "01": 6},
    {"b": 1, "1": 2, "a": {"z": 1, "9": 2}},
    {"__proto__": {"x": 1}, "constructor": 2, "hasOwnProperty": 3, "toString": None},
    {"é\n\"": "key"},
    0,
    -0.0,
    5.0,
    1.5,
    1e3,
    100,
    -17,
    2**53,
    2**53 + 1,
    2**64,
    -(10**40),
    12345678901234567890,
    1e15,
    1e16,
    1e17,
    1e21,
    1e22,
    1e23,
    1.7976931348623157e308,
    5e-324,
    0.1,
    0.1 + 0.2,
    1e-3,
    1e-4,
    1.5e-4,
    1e-5,
    1e-6,
    1.25e-6,
    1e-7,
    1e-10,
    1e-100,
    -2.5e-9,
    3.141592653589793,
    float("nan"),
    float("inf"),
    float("-inf"),
    [float("nan"), {"x": float("-inf")}],
    {
        "session_id": "1ec2c575-729c-44a2-a8b8-31409068cb68",
        "current_phase": 1,
        "completed_phases": [0],
        "phase_artifacts": {"0": {"evidence": {"ratio": 5.0, "é": "ü"}, "outputs": {}, "commands_executed": []}},
        "checkpoints": {"0": "passed"},
        "updated_at": "2025-10-23T11:46:44.286214",
    },
]


def main():
    written = [json.dumps(value, indent=2) for value in VALUES]
    # Doubles by their bits, since JSON is what is being tested: how Python writes the number that JavaScript holds.
    floats = [value for value in VALUES if isinstance(value, float) and value == value and abs(value) != float("inf") and not value.is_integer()]
    floats += [float(numerator) / 7 * 10.0**exponent for numerator in (1, -3) for exponent in range(-12, 16, 3)]
    rows = [[struct.pack(">d", value).hex(), json.dumps(value)] for value in floats]
    print(json.dumps({"written": written, "floats": rows}, indent=1))


if __name__ == "__main__":
    main()
