"""Tests, criteria and classes of the ruleset, by Kleene's three values."""
import math

from sources import RULES
from values import INF, compare

THRESHOLDS, CRITERIA, TESTS, CHECKS = {}, {}, [], {}  # measure → thresholds of classes; ID → tree; (ID, node); ID → check


def tests(tree):
    """The comparisons of a tree, in the order of the file."""
    if "measure" in tree:
        return [tree]
    return [t for key in ("any", "all", "of") for part in tree.get(key, []) for t in tests(part)] + (tests(tree["not"]) if "not" in tree else [])


def named(tree):
    """The criteria that a tree names, and those that these name."""
    if "criterion" in tree:
        return {tree["criterion"]} | named(CRITERIA[tree["criterion"]])
    return set().union(*[named(p) for key in ("any", "all", "of") for p in tree.get(key, [])], named(tree["not"]) if "not" in tree else set())


for c in RULES["criteria"]:
    for key, level in (("test", ""), ("medium", ".M"), ("strong", ".S")):
        if key in c:
            CRITERIA[c["id"] + level] = c[key]
            TESTS += [(c["id"] + level, t) for t in tests(c[key])]
DECIDING = {RULES["screen"]} | {c["criterion"] for c in RULES["classes"] if "criterion" in c}
DECIDING |= set().union(*[named(CRITERIA[c]) for c in DECIDING])
for of, t in TESTS:
    if of in DECIDING:
        THRESHOLDS.setdefault(t["measure"], set()).add(t["threshold"])
for c in RULES["checks"]:
    of_criteria = named(c["test"]) if c.get("list") == "negative" else set()  # only there are they told again
    CHECKS[c["id"]] = c | {"tests": [(of, t) for of, t in TESTS if of in of_criteria] + [(c["id"], t) for t in tests(c["test"])]}


def outcome(t, value):
    v, b = value(t["measure"]), t["threshold"]
    if t["op"] in ("==", "!="):
        same = True if v == (b, b) else False if b < v[0] or b > v[1] else None
        return same if same is None or t["op"] == "==" else not same
    return compare(v, t["op"], (b, b))


def holds(tree, value):
    if "measure" in tree:
        return outcome(tree, value)
    if "criterion" in tree:
        return holds(CRITERIA[tree["criterion"]], value)
    if "not" in tree:
        o = holds(tree["not"], value)
        return None if o is None else not o
    parts = [holds(p, value) for key in ("any", "all", "of") for p in tree.get(key, [])]
    n = 1 if "any" in tree else len(parts) if "all" in tree else tree["at_least"]
    return True if parts.count(True) >= n else False if len(parts) - parts.count(False) < n else None


def possible(value):
    """No class is left out that can come about; one may be in that cannot."""
    unit = holds(CRITERIA[RULES["screen"]], value)
    classes = set() if unit else {"not_delineated"}
    if unit is False:
        return classes
    for c in RULES["classes"]:
        if "criterion" in c:
            o = holds(CRITERIA[c["criterion"]], value)
            if o is not False:
                classes.add(c["id"])
            if o:
                return classes
    return classes | {"not_delineated"}


def margin(v, t, passed):
    """How far the nearest end of a value is from its threshold; None if there is no such end."""
    above, below = v[0] - t["threshold"], t["threshold"] - v[1]
    if t["op"] in (">=", ">"):
        m = above if passed else -below
    elif t["op"] in ("<=", "<"):
        m = below if passed else -above
    else:
        m = max(above, below, 0) * (1 if passed else -1)
    return None if math.isinf(m) else m


def relative(by, threshold, unit):
    return by / 20 if unit == "year" else by if threshold == 0 else by / abs(threshold)


def nearer(value, flip, units, held):
    """A measure and value that change the class and are nearer than a flip, or None."""
    for m, thresholds in THRESHOLDS.items():
        v = value(m)
        if v[0] != v[1]:
            continue
        for t in thresholds:
            if relative(abs(v[0] - t), t, units[m]) >= flip["relative"] * (1 - 1e-6):
                continue
            for moved in (t, math.nextafter(t, INF), math.nextafter(t, -INF)):
                if min(v[0], t) <= moved <= max(v[0], t) or abs(moved - t) > 0:
                    if held not in possible(lambda name: (moved, moved) if name == m else value(name)):
                        return m, moved
    return None
