"""The study's layers as their files have them, and the outlines that the program drew."""
import json
import sys
import warnings

import geopandas as gpd
import yaml
from shapely.geometry import LineString, Point, Polygon
from shapely.ops import polygonize, unary_union

from values import INF, Words, exact

warnings.filterwarnings("ignore")
folder, ruleset, unit_file, report_file = sys.argv[1:5]
RULES = yaml.safe_load(open(ruleset, encoding="utf8"))
REPORT = json.load(open(report_file, encoding="utf8"))
STUDY = yaml.safe_load(open(folder + "/study.yaml", encoding="utf8"))
NONE = set(STUDY.get("none", []))
if "overrides" in STUDY["layers"]:
    sys.exit("the study has overrides, of which this script knows nothing")


def odd(shape):
    """What a faulty outline encloses an odd number of times; parts are united."""
    whole = []
    for p in getattr(shape, "geoms", [shape]):
        rings = [p.exterior, *p.interiors]
        faces = polygonize(unary_union([LineString(r.coords) for r in rings]))
        whole += [f for f in faces if sum(crossings(r.coords, f.representative_point()) for r in rings) % 2]
    return unary_union(whole)


def crossings(ring, p):
    """How often a ray to the east of a point meets a ring."""
    return sum((a[1] > p.y) != (b[1] > p.y) and p.x < a[0] + (p.y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]) for a, b in zip(ring, ring[1:]))


FLAGS = {"idle", "low_efficiency", "character", "heritage", "demand", "protected", "low_quality", "illegal", "other_breach"}
TEXTS = {"landuse", "planned_landuse", "kind", "name", "danger_grade", "category", "line", "mode", "function"}
SHARES = {"vacancy", "coverage", "willingness"}
YEARS = {"build_year", "established", "checkup_year"}


def code(c):
    """A code of 用地用海: a zero lost in front, or zeros added behind."""
    if c is None:
        return None
    c = "0" + c if len(c) % 2 else c
    while len(c) > 2 and c.endswith("00"):
        c = c[:-2]
    return c


def read(role):
    rows = []
    sources = STUDY["layers"].get(role)
    for src in sources if isinstance(sources, list) else [sources] if sources else []:
        path = folder + "/" + src["file"]
        g = gpd.read_file(path, **({"layer": src["layer"]} if "layer" in src else {}), **({"encoding": src["encoding"]} if "encoding" in src else {}))
        g = g.to_crs("EPSG:4547")
        fields = dict(src.get("fields", {}))
        if "kind" in src:
            fields["kind"] = src["kind"]
        for _, f in g.iterrows():
            row = {}
            for name, spec in fields.items():
                spec = {"field": spec} if isinstance(spec, str) and spec in g else spec if isinstance(spec, dict) else {"const": spec}
                v = f[spec["field"]] if "field" in spec else spec["const"]
                if v is None or v != v or v in spec.get("null", []):
                    v = None
                elif "values" in spec:
                    v = spec["values"].get(v)
                if v is not None and "scale" in spec:
                    v = v * spec["scale"]
                row[name] = v
            row["#"] = f[src["id"]] if "id" in src else None
            rows.append((row, f.geometry if f.geometry.is_valid else odd(f.geometry)))
    return rows or None


def attribute(row, shape):
    def get(name):
        v = row.get(name)
        if name == "area":
            return exact(shape.area)
        if name in TEXTS:
            v = None if v in (None, "") else str(v)
            return code(v) if name in ("landuse", "planned_landuse") else v
        if name in FLAGS:
            return None if v is None else float(v) > 0
        domain = (0, 1) if name in SHARES else (1800, 2100) if name in YEARS else (0, 300) if name == "idle_years" else (-1, INF) if name == "rent_increase" else (0, INF)
        return domain if v is None or not domain[0] <= float(v) <= domain[1] or name in YEARS and v == 0 else exact(v)
    return get


units = gpd.read_file(unit_file, layer="units")
none = gpd.read_file(unit_file, layer="not_delineated")
SHAPES = dict(zip(units.GXDYBH, units.geometry)) | dict(zip(none.GXDYBH, none.geometry))
ATOMS = [(f.DYBH, f.GXDYBH, f.geometry) for f in gpd.read_file(unit_file, layer="atoms").itertuples()]
ORDER = [u["id"] for u in REPORT["units"]]
STUDY_EDGE = unary_union(list(SHAPES.values())).boundary


def districts():
    """Management areas win over the districts around them."""
    rows = read("districts")
    won = unary_union([s for r, s in rows if r["kind"] == "management"])
    return [(r, s if r["kind"] == "management" else s.difference(won)) for r, s in rows]


LAYERS = {role: districts() if role == "districts" else read(role) for role in ("control_units", "districts", "parcels", "scope", "policy_zones", "barriers", "stations", "buildings", "vitality", "greens", "projects")}
LAYERS = {role: [] if rows is None and role in NONE else rows for role, rows in LAYERS.items()}


def resources():
    """Everything recognised: (kind, outcome, shape)."""
    found = []
    for kind in RULES["resources"]:
        for rule in kind.get("recognise", []):
            where = Words(rule["where"])
            for row, shape in LAYERS[rule["from"]] or []:
                o = where(attribute(row, shape))
                if o is not False:
                    found.append((kind["id"], o, shape))
    return found


RESOURCES = resources()
