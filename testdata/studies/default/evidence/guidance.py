"""What the guidance of a unit counts: land by use, resources by kind, policy zones."""
import re
from collections import defaultdict

from shapely.ops import unary_union

from sources import ATOMS, LAYERS, RESOURCES, RULES, SHAPES, attribute

LEAST = 0.01  # m² under which two features only touch
FUNCTIONS = {"07", "08", "09", "10", "11", "14", "15"}


def land(u):
    """m² by code of use, parcels that overlap once; "" for no code."""
    of = defaultdict(list)
    for row, shape in LAYERS["parcels"]:
        if shape.intersects(SHAPES[u]):
            of[attribute(row, shape)("landuse") or ""].append(shape.intersection(SHAPES[u]))
    areas = {k: unary_union(v).area for k, v in of.items()}
    return {k: a for k, a in areas.items() if a > 0}


def objects(u):
    """Resources that are sure, by kind: how many, and m² with overlaps once."""
    atoms, found = [s for _, unit, s in ATOMS if unit == u], {}
    for kind in RULES["resources"]:
        sure = {id(s): s for k, o, s in RESOURCES if k == kind["id"] and o is True and s.intersects(SHAPES[u])}
        sure = [s for s in sure.values() if any(s.intersection(a).area >= LEAST for a in atoms)]
        if sure:
            found[kind["id"]] = (kind, len(sure), unary_union([s.intersection(SHAPES[u]) for s in sure]).area)
    return found


def zones(u):
    """Share of the unit by kind and name of zone, where it is more than a touch."""
    parts = [(r.get("kind") or "", r["name"], s.intersection(SHAPES[u]).area / SHAPES[u].area) for r, s in LAYERS["policy_zones"] if r.get("name") and s.intersects(SHAPES[u])]
    return sorted(p for p in parts if p[2] > 1e-6)


def functions(areas):
    """Shares of the main classes of use: as many as make up a half, at most three."""
    sums = defaultdict(float)
    for code, a in areas.items():
        if code[:2] in FUNCTIONS:
            sums[code[:2]] += a
    total, covered, shares = sum(sums.values()), 0, []
    for a in sorted(sums.values(), reverse=True)[:3]:
        shares.append(100 * a / total)
        covered += a
        if covered >= total / 2:
            break
    return shares


def spoken(u, found, areas):
    """The numbers that the texts of the guidance columns say, by column."""
    count = sorted(found.values(), key=lambda o: -o[2])
    return {"extent": [SHAPES[u].area / 1e4], "objects": [n for _, c, a in count for n in (a / 1e4, c)], "function": functions(areas)}


def numbers(text):
    """Hectares, counts and percents in a text, with how far rounding can have moved them."""
    found = re.findall(r"(?<![A-Za-z0-9.])(\d+(?:\.\d+)?)(?:公顷|处|%)", text)
    return [(float(n), 0.5 * 10 ** -len(n.partition(".")[2])) for n in found]
