"""Renewal projects of the default study, and the control lines that they are held against.

Drawn by hand, so that every row of the negative list and every check of the 63号文
passes for one project, fails for another and cannot be told of a third.
"""
import json
import os

# number, name, mode, function, then what PLANNED names, and the corner and size of a rectangle
PLANNED = ("CCJZMJ", "WFWXCC", "XJJZMJ", "CCYDMJ", "GYYDMJ", "BQHS", "AZHS", "ZJZF", "GXYY", "CQRS", "GHGD", "JTCZL", "SZCZL", "GFCZL", "QTBF")
PROJECTS = [
    # keeps to everything
    ("XM-01", "钟楼商圈旗舰提振", "整治提升", "消费", (2000, 500, 3000, 4000, 1200, 0, 0, 0.02, 0.92, 40, 24, 0.85, 0.9, 0.8, 0), 463480, 3846980, 300, 260),
    # demolishes inside a historic district; over the fifth, the twofold and under the half
    ("XM-02", "县前街西段改造", "拆除重建", "居住", (60000, 1000, 190000, 42000, 3500, 420, 120, 0.03, 0.55, 610, 24, 1.0, 1.1, 1.0, 0), 462720, 3846900, 260, 220),
    # on the ecological redline; rents rise too fast
    ("XM-03", "北岗市场疏解提质", "改建完善", "创新", (900, 0, 1500, 5000, 1000, 12, 12, 0.08, 0.7, 25, 18, 0.7, 0.7, 0.9, 0), 462780, 3849080, 220, 200),
    # on land at risk of floods
    ("XM-04", "工人新村美好家园", "整治提升", "居住", (4000, 2500, 6000, 3000, 800, 30, 24, 0.0, 0.88, 1320, 18, 0.9, 1.0, 1.15, 0), 462560, 3848000, 320, 240),
    # too high, and more than roads can bear
    ("XM-05", "河沿街商务中心", "改建完善", "消费", (1800, 300, 2600, 15000, 4000, 0, 0, 0.04, 0.66, 90, 60, 1.5, 1.1, 0.9, 0), 463500, 3847820, 240, 200),
    # a person found another breach
    ("XM-06", "经开老厂房转型", "改建完善", "制造", (1500, 0, 3000, 12000, 2500, 0, 0, 0.05, 0.8, 15, 24, 0.8, 0.95, 0.6, 1), 464950, 3845560, 320, 260),
    # hardly anything is known yet: mode, height, loads; and a zone there waits to be checked
    ("XM-07", "县前街东段前期研究", None, None, (None,) * 15, 463030, 3846960, 180, 160),
    # lies beyond the urban development boundary in part
    ("XM-08", "小李庄城边村改造", "拆除重建", "居住", (30000, 28500, 50000, 52000, 9000, 260, 260, 0.01, 0.95, 270, 54, 0.6, 0.8, 0.7, 0), 461860, 3845180, 300, 260),
]

# number, name, kind, limit of height in m, ring
LIMITS = [
    ("KZ-01", "城镇开发边界", "城镇开发边界", None, [(460500, 3845480), (462080, 3845240), (462080, 3844500), (466500, 3844500), (466500, 3850000), (460500, 3850000)]),
    ("KZ-02", "金沙河低洼区", "洪涝风险区", None, [(462700, 3848120), (463000, 3848140), (463020, 3848330), (462690, 3848310)]),
    ("KZ-03", "化肥厂旧址污染地块", "安全隐患区", None, [(461180, 3846150), (461330, 3846160), (461320, 3846280), (461170, 3846260)]),
    ("KZ-04", "古城墙高度控制区", "高度控制区", 24, [(462650, 3846800), (463260, 3846820), (463250, 3847320), (462640, 3847300)]),
    ("KZ-05", "河沿街高度控制区", "高度控制区", 45, [(463400, 3847760), (463800, 3847770), (463790, 3848060), (463390, 3848040)]),
    ("KZ-06", "东段待核实管控区", None, None, [(463100, 3847000), (463170, 3847005), (463165, 3847070), (463095, 3847060)]),
]


def collection(path, rows):
    lines = [json.dumps({"type": "Feature", "properties": p, "geometry": {"type": "Polygon", "coordinates": [ring + ring[:1]]}}, ensure_ascii=False) for p, ring in rows]
    with open(path, "w", encoding="utf-8") as f:
        f.write('{"type": "FeatureCollection",\n"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4547"}},\n"features": [\n')
        f.write(",\n".join(lines) + "\n]}\n")


def write(folder):
    """projects.geojson and limits.geojson, in the working CRS as GeoJSON of old names it."""
    rows = []
    for number, name, mode, function, planned, x, y, w, h in PROJECTS:
        ring = [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]
        rows.append(({"XMBH": number, "XMMC": name, "GXFS": mode, "XMGN": function} | dict(zip(PLANNED, planned)), ring))
    collection(os.path.join(folder, "projects.geojson"), rows)
    collection(os.path.join(folder, "limits.geojson"), [({"KZBH": n, "KZMC": name, "KZLX": kind, "XG": high}, ring) for n, name, kind, high, ring in LIMITS])


if __name__ == "__main__":
    write(os.path.dirname(os.path.abspath(__file__)))
