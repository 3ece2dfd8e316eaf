"""Works out every number that the default study shows as evidence, without the program.

    python3 evidence STUDY_FOLDER RULESET.yaml UNITS.gpkg REPORT.json

Layers are read by GDAL and measured by GEOS (geopandas, shapely). The ruleset is
read as YAML; its filters, formulas and criteria are evaluated here, in three values
and in intervals. Of the program's results only outlines are used: those of units, and
those of atoms with the control unit that each is a piece of.

Each number of each unit in the report is compared with one worked out here, to 1e-6 of
it and half of its last digit. A number that nothing here knows is an error, and so is
one that the report lacks. What cannot be worked out again is held to a law:

  nearest        its numbers are worked out; that it is the nearest, by moving every
                 measure on which classes hang to each of its thresholds
  cost           what a unit adds to J is a choice among drawings, not a measure: cost is
                 weight times amount, costs add up to the total, and what units add to
                 J adds up to J
  alternatives   likewise: what it costs more is the sum of its terms

Prints what differs, and how many numbers were compared.
"""
import math
import sys

from shapely.ops import unary_union

import guidance
import judged
from given import SHARE, basis
from measures import UNITS, measured
from sources import ORDER, REPORT, RULES, SHAPES
from values import INF, domain

FACTS = measured(SHAPES)
CITY = measured({"": unary_union(list(SHAPES.values()))})[""]
compared, wrong = 0, []


class Number:
    """A number, by how many decimals it is rounded to, or else significant digits."""

    def __init__(self, value, decimals=None, scale=0.0):
        self.value, self.slack = value, 0.5001 * 10 ** -decimals if decimals is not None else 0
        self.scale = scale  # of what it was subtracted from

    def __repr__(self):
        return "%.12g" % self.value

    def agrees(self, got):
        return isinstance(got, (int, float)) and not isinstance(got, bool) and (
            got == self.value or abs(got - self.value) <= 1e-6 * max(abs(got), abs(self.value), self.scale, 1e-3) + self.slack)


class Quantity:
    """An interval as a report has it: a number, its ends, or null where it says no more than its unit."""

    def __init__(self, v, unit):
        self.v, self.unit = v, domain(unit)

    def __repr__(self):
        return "%.12g to %.12g" % self.v

    def agrees(self, got):
        if got is None:
            got = self.unit if self.v != (-INF, INF) else self.v
        elif isinstance(got, dict):
            got = tuple(INF * sign if got[k] is None else got[k] for k, sign in (("low", -1), ("high", 1)))
        else:
            got = (got, got)
        return all(a == b or Number(a).agrees(b) for a, b in zip(self.v, got))


def test(of, t, value):
    o = judged.outcome(t, value)
    out = {"criterion": of, "measure": t["measure"], "op": t["op"], "threshold": Number(t["threshold"]), "value": Quantity(value(t["measure"]), UNITS[t["measure"]])}
    if all(v == t["threshold"] or not Number(v).agrees(t["threshold"]) for v in value(t["measure"])):  # else the last digit decides
        out["outcome"] = {True: "pass", False: "fail", None: "unknown"}[o]
    m = None if o is None else judged.margin(value(t["measure"]), t, o)
    if m is not None:
        out["margin"] = Number(m, scale=abs(t["threshold"]))
    return out


def indicators(value):
    out = []
    for n in RULES["checkup"]:
        i = {"value": Quantity(value(n["measure"]), UNITS[n["measure"]])}
        if "target" in n:
            i["target"] = Number(n["target"])
        out.append(i)
    return out


def priority(value):
    terms, low, high = [], 0, 0
    for t in RULES["priority"]:
        v = value(t["measure"])
        held = (min(max(v[0], 0), 1), min(max(v[1], 0), 1))
        adds = (t["weight"] * held[0], t["weight"] * held[1])
        terms.append({"id": t["id"], "weight": Number(t["weight"]), "value": Quantity(v, "share"), "adds": Quantity(adds, "number")})
        low, high = low + adds[0], high + adds[1]
    return {"value": Quantity((low, high), "number"), "terms": terms}


def nearest(unit, value):
    """The numbers of a flip; that there is none nearer is a law."""
    flip, v = unit["verdict"]["nearest"], value(unit["verdict"]["nearest"]["measure"])
    t = next((t for t in judged.THRESHOLDS[flip["measure"]] if abs(t - flip["threshold"]) <= 1e-9 * abs(t)), math.nan)
    law(unit, v[0] == v[1] and not math.isnan(t), "flips by %s, which has no such value or threshold" % flip["measure"])
    near = lambda name: (at, at) if name == flip["measure"] else value(name)
    held = False
    for at in (t, math.nextafter(t, INF), math.nextafter(t, -INF)):
        held = held or judged.possible(near) != {unit["class"]}
    law(unit, held, "does not flip at %s %s" % (flip["measure"], t))
    law(unit, (nearer := judged.nearer(value, flip, UNITS, unit["class"])) is None, "flips nearer, at %s" % (nearer,))
    by = abs(v[0] - t)
    return {"value": Number(v[0]), "threshold": Number(t), "margin": Number(by, scale=abs(t)), "relative": Number(judged.relative(by, t, UNITS[flip["measure"]]), scale=1)}


def law(unit, holds, what):
    if not holds:
        wrong.append("%s: %s" % (unit["id"], what))


def known(unit, key, list_, want):
    """The report's order of a list, with what is worked out for each entry of that key."""
    keys = [key(x) for x in list_]
    law(unit, sorted(keys) == sorted(want), "has %s, not %s" % (sorted(set(keys) ^ set(want)), "the same"))
    return [want.get(k, {}) for k in keys]


def expected(unit):
    u = unit["id"]
    value, found, land, area = FACTS[u].__getitem__, guidance.objects(u), guidance.land(u), SHAPES[u].area
    verdict = {
        "tests": [test(of, t, value) for of, t in judged.TESTS],
        "measures": [{"id": m["id"], "value": Quantity(value(m["id"]), m["unit"])} for m in RULES["measures"]],
        "checks": [{"id": c["id"], "tests": [test(of, t, value) for of, t in c["tests"]]} for c in judged.CHECKS.values()],
    }
    if "nearest" in unit["verdict"]:
        verdict["nearest"] = nearest(unit, value)
    zones = unit["guide"]["zones"]
    parts = guidance.zones(u)
    law(unit, sorted((z["kind"], z["name"]) for z in zones) == [p[:2] for p in parts], "lies in other zones than %s" % parts)
    spoken = guidance.spoken(u, found, land)
    for row in unit["guide"]["rows"]:
        said = guidance.numbers(row["text_zh"]) if row["id"] in spoken else []
        want = spoken.get(row["id"], [])
        said = said[len(said) - len(want):]  # texts of the plan come first
        law(unit, len(said) == len(want) and all(abs(n - w) <= 1.0001 * slack + 1e-9 for (n, slack), w in zip(said, want)), "says %s, worked out are %s" % (row["text_zh"], want))
    return {
        "area_m2": Number(area, 4), "area_ha": Number(area / 1e4, 4),
        "control_units": known(unit, lambda c: c["id"], unit["control_units"], {c: {"share": Number(s, 6)} for c, s in SHARE[u].items()}),
        "basis": known(unit, lambda b: b["basis"], unit["basis"], {b: {"length_m": Number(l, 3)} for b, l in basis(u).items()}),
        "landuse": known(unit, lambda l: l["code"], unit["landuse"], {c: {"area_m2": Number(a, 4)} for c, a in land.items()}),
        "verdict": verdict,
        "guide": {
            "objects": known(unit, lambda o: o["kind"], unit["guide"]["objects"],
                             {k: {"category": Number(kind["category"]), "features": Number(n), "area_m2": Number(a, 4)} for k, (kind, n, a) in found.items()}),
            "zones": [{"share": Number(min(next((p[2] for p in parts if p[:2] == (z["kind"], z["name"])), math.nan), 1), 6)} for z in zones],
            "negative": [{"id": c["id"], "tests": [test(of, t, value) for of, t in c["tests"]]} for c in judged.CHECKS.values() if c.get("list") == "negative"],
        },
        "checkup": indicators(value),
        "priority": priority(value),
        "cost": drawn(unit, unit["cost"], "total"),
        "alternatives": [drawn(unit, a, "cost_change") for a in unit["alternatives"]],
    }


WEIGHTS = {k: w["value"] for k, w in RULES["delineation"]["weights"].items()} | {b["id"]: b["weight"] for b in RULES["delineation"]["barriers"] if "weight" in b}


def drawn(unit, cost, total):
    """By law: each cost is its weight times its amount, and they add up."""
    terms = [{"amount": Number(t["amount"]), "weight": Number(WEIGHTS[t["id"]]), "cost": Number(WEIGHTS[t["id"]] * t["amount"], 5)} for t in cost["terms"] or []]
    out = {"terms": terms if cost["terms"] is not None else None}
    if cost["terms"] is not None and total in cost:
        out[total] = Number(sum(t["cost"] for t in cost["terms"]), 5)
    return out


def compare(path, got, want):
    """Every number of what a report has against what is worked out."""
    global compared
    if isinstance(want, (Number, Quantity)):
        compared += 1
        if not want.agrees(got):
            wrong.append("%s: report has %s, worked out is %s" % (path, got, want))
    elif isinstance(want, str) or isinstance(got, dict) is not isinstance(want, dict) and want is not None:
        if got != want:
            wrong.append("%s: report has %s, worked out is %s" % (path, got, want))
    elif isinstance(got, dict):
        want = want or {}
        for key in got:
            compare("%s.%s" % (path, key), got[key], want.get(key))
        for key in want.keys() - got.keys():
            wrong.append("%s: the report has no %s" % (path, key))
    elif isinstance(got, list):
        if want is not None and len(got) != len(want):
            wrong.append("%s: report has %d entries, worked out are %d" % (path, len(got), len(want)))
        for i, g in enumerate(got):
            compare("%s[%d]" % (path, i), g, want[i] if want and i < len(want) else None)
    elif isinstance(got, (int, float)) and not isinstance(got, bool):
        wrong.append("%s: nothing is known of %s" % (path, got))


def main():
    for unit in REPORT["units"]:
        compare(unit["id"], unit, expected(unit))
    compare("checkup", REPORT["checkup"], indicators(CITY.__getitem__))
    for t in REPORT["cost"]["terms"]:
        parts = [p["amount"] for u in REPORT["units"] for p in u["cost"]["terms"] if p["id"] == t["id"]]
        compare("cost.%s" % t["id"], t["amount"], Number(math.fsum(parts), 6 - math.ceil(math.log10(len(parts)))))
    print("\n".join(wrong[:200]))
    print("%d numbers compared, %d differ" % (compared, len(wrong)))
    sys.exit(1 if wrong else 0)


main()
