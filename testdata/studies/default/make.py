"""Makes the files of the default study.

    /usr/bin/python3 make.py ../../../../shared/peers/gen_city.py

Needs GeoPandas with shapely 1.8, scipy and GDAL's Python module (Debian 12:
python3-geopandas python3-scipy python3-rtree python3-gdal). The result is
committed; no test and no script runs this. The same versions give the same bytes.

Writes planning.gpkg (control units, districts, management area, barriers, greens),
survey.gpkg (parcels, buildings, vitality points), zones.shp (GBK, without a .cpg file, as so
often), stations.geojson (WGS 84), projects.geojson and limits.geojson.
"""
import os
import sys

import geopandas as gpd
import numpy as np
from shapely.geometry import MultiPolygon, Point
from shapely.ops import unary_union
from shapely.strtree import STRtree

import characters as ch
import city
import parcels as survey
import projects
import write
import zones

HERE = os.path.dirname(os.path.abspath(__file__))
CREEK_EAST = 463374.0 - 600  # the creek lies west of this and south of the river


def owners(points, shapes, keys):
    """Which shape each point lies in (the first), else the nearest."""
    tree = STRtree(shapes)
    index = {id(s): k for s, k in zip(shapes, keys)}
    out = []
    for p in points:
        inside = sorted(index[id(s)] for s in tree.query(p) if s.contains(p))
        out.append(inside[0] if inside else index[id(tree.nearest(p))])
    return out


def keepers(faces, shapes, keys):
    """Which shape covers the most of each face."""
    tree = STRtree(shapes)
    index = {id(s): k for s, k in zip(shapes, keys)}
    return [index[id(max(tree.query(f), key=lambda s: (s.intersection(f).area, -index[id(s)])))] for f in faces]


def main():
    layers, faces = city.build(sys.argv[1])
    rng = np.random.default_rng([city.SEED, 2023])
    units, districts, plots = layers["units"], layers["districts"], layers["parcels"]

    # control units belong to the district that holds their middle
    sound = [u.buffer(0) for u in units.geometry]
    middle = {n: max(getattr(s, "geoms", [s]), key=lambda g: g.area).representative_point() for n, s in zip(units.unit_id, sound)}
    home = dict(zip(middle, owners(list(middle.values()), list(districts.geometry), list(districts.district_id))))
    code, name, prefix, members = ch.MANAGEMENT
    owner = keepers(faces, sound, list(units.unit_id))
    area = zones.blocks(faces, owner, set(members), .7, -.6)
    count, dybh = {}, {}
    for n in units.unit_id:
        p = prefix if n in members else ch.DISTRICTS[home[n]][2]
        count[p] = count.get(p, 0) + 1
        dybh[n] = "%s-%02d" % (p, count[p])

    # parcels
    points = [g.representative_point() for g in plots.geometry]
    plots["unit"] = owners(points, sound, list(units.unit_id))
    plots["DYBH"] = plots.unit.map(dybh)
    plots["character"] = plots.unit.map(lambda n: ch.UNITS[n][1])
    plots["district"] = [ch.DISTRICTS[d][1] for d in owners(points, list(districts.geometry), list(districts.district_id))]
    rows = survey.soil(survey.describe(plots, rng), plots, rng)
    houses = survey.buildings(plots, rows, rng)
    green = [(r["green"], int(rng.random() < .1), MultiPolygon([g])) for g, r in zip(plots.geometry, rows) if r["use"] == "G" and g.area >= 2000]
    shapes = survey.spoil(list(plots.geometry), rng)

    # vitality: points of interest, scattered round middles of parcels
    kinds = ("零售", "餐饮", "办公", "文化", "教育", "医疗")
    pois = []
    for n, s in zip(units.unit_id, sound):
        inside = [p for p, u in zip(points, plots.unit) if u == n]
        for _ in range(rng.poisson(ch.CHARACTERS[ch.UNITS[n][1]]["points"] * s.area / 1e6)):
            p = inside[int(rng.integers(len(inside)))]
            pois.append((kinds[int(rng.choice(6, p=[.3, .3, .15, .1, .1, .05]))],
                         Point(round(p.x + rng.normal(0, 25), 1), round(p.y + rng.normal(0, 25), 1))))

    # barriers, with their width in metres
    kind = {"rail": ("铁路", 35), "expressway": ("快速路", 50), "river": ("河流", 60), "arterial": ("主干路", 40)}
    edges = unary_union([u.boundary for u in sound])
    lines = []
    for c, g in zip(layers["barriers"]["class"], layers["barriers"].geometry):
        zh, width = kind[c]
        if c == "expressway" and edges.distance(g.interpolate(.5, normalized=True)) > 60:
            zh, width = kind["arterial"]  # a plan seldom lays a control unit across an expressway
        if c == "river" and g.centroid.x < CREEK_EAST and g.centroid.y < 3847400:
            zh, width = "沟渠", 9
        lines.append((len(lines) + 1, zh, width, g))

    # stations
    named = ("北岗", "纬五路", "工人新村", "文庙", "钟楼", "县前街", "火车站", "汽车西站", "棉纺路", "星河", "货栈街", "凤栖湖", "学府")
    stops = []
    for i, (line, g) in enumerate(zip(layers["stations"].line, layers["stations"].geometry)):
        if i not in ch.STATIONS:
            continue  # so many that everything would be near one
        near = min(named, key=lambda s: next((g.distance(middle[n]) for n, u in ch.UNITS.items() if u[0].startswith(s)), 9e9))
        stops.append((len(stops) + 1, near, ch.STATION_KINDS.get(near, "一般站"), line, g))

    # files
    xy = {n: (p.x, p.y) for n, p in middle.items()}
    planning = write.Package(os.path.join(HERE, "planning.gpkg"))
    planning.layer("控规单元", "MultiPolygon", (("DYBH", str), ("DYMC", str), ("LX", str)),
                   [(dybh[n], ch.UNITS[n][0], "城镇单元", g) for n, g in zip(units.unit_id, units.geometry)])
    planning.layer("行政区划", "MultiPolygon", (("XZQDM", str), ("XZQMC", str)),
                   [ch.DISTRICTS[n][:2] + (g,) for n, g in zip(districts.district_id, districts.geometry)])
    planning.layer("功能区", "MultiPolygon", (("XZQDM", str), ("XZQMC", str)), [(code, name, area)])
    planning.layer("边界要素", "LineString", (("BH", int), ("LX", str), ("KD", float)), lines)
    planning.layer("绿地", "MultiPolygon", (("BH", int), ("LX", str), ("SFDX", int)), [(i + 1,) + g for i, g in enumerate(green)])
    planning.close()
    fields = (("DKBH", str), ("DLDM", str), ("GHYDLBDM", str), ("JCNF", int), ("RJL", float), ("GHRJL", float), ("JZMD", float),
              ("KZL", float), ("JZMJ", float), ("RK", int), ("JYRS", int), ("WFDJ", str),
              ("SFXZ", int), ("XZNX", int), ("SFDXYD", int), ("SFTS", str), ("SFLSWH", str), ("GXXQ", int))
    package = write.Package(os.path.join(HERE, "survey.gpkg"))
    package.layer("地块", "Polygon", fields, [tuple(r[f] for f, _ in fields) + (g,) for r, g in zip(rows, shapes)])
    package.layer("建筑", "MultiPolygon", (("BH", int), ("WFDJ", str), ("SFBH", int)), houses)
    package.layer("活力点", "Point", (("LB", str),), pois)
    package.close()
    write.shapefile(os.path.join(HERE, "zones.shp"), "GBK", (("分区编号", int), ("分区名称", str), ("分区类型", str), ("设立年份", int), ("划定依据", str)),
                    zones.draw(faces, owner, xy, rng))
    write.geojson(os.path.join(HERE, "stations.geojson"), ("BH", "MC", "LX", "XL"), stops)


if __name__ == "__main__":
    main()
