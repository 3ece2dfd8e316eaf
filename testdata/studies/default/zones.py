"""Policy zones of the default study, made of superblocks or drawn round a point."""
import math

import numpy as np
from shapely.geometry import MultiPolygon, Polygon
from shapely.ops import unary_union

import characters as ch


def blocks(faces, owner, units, dx, dy):
    """The superblocks of some control units as one outline, digitised on its own: moved a little."""
    joined = unary_union([f for f, u in zip(faces, owner) if u in units]).simplify(2.5)
    parts = joined.geoms if joined.geom_type == "MultiPolygon" else [joined]
    move = lambda ring: [(round(x + dx, 2), round(y + dy, 2)) for x, y in ring.coords]
    return MultiPolygon([Polygon(move(p.exterior), [move(h) for h in p.interiors if Polygon(h).area > 2000]) for p in parts])


def round_about(x, y, radius, rng, n=36):
    t = np.arange(n) * 2 * math.pi / n
    r = radius * (1 + .12 * np.sin(2 * t + rng.uniform(0, 6)) + .07 * np.sin(5 * t + rng.uniform(0, 6)))
    return MultiPolygon([Polygon([(round(x + a, 2), round(y + b, 2)) for a, b in zip(r * np.cos(t), r * np.sin(t))])])


def draw(faces, owner, middle, rng):
    """Rows (number, name, kind in Chinese, year established, basis, shape)."""
    at = lambda unit, dx=0, dy=0: (middle[unit][0] + dx, middle[unit][1] + dy)
    rows = []

    def add(kind, name, shape, basis="国土空间总体规划", year=None):
        rows.append((len(rows) + 1, name, ch.ZONES[kind], year, basis, shape))

    add("strategic", "中央活力区", blocks(faces, owner, {18, 14}, 1.4, -.9))
    add("strategic", "东湖国际商贸区", round_about(*at(26, 250, -60), 300, rng))
    add("centre", "市级中心", round_about(*at(18), 520, rng))
    add("centre", "东湖副中心", round_about(*at(33, -150, 80), 190, rng))
    add("historic_district", "县前街历史文化街区", round_about(*at(16, -40, 120), 230, rng), "历史文化名城保护规划")
    add("historic_district", "文庙历史文化街区", round_about(*at(20, 30, 60), 60, rng), "历史文化名城保护规划")
    add("business_circle", "钟楼商圈", round_about(*at(18, -60, -50), 330, rng), "商业网点规划")
    add("industrial_block", "纺织工业区块", blocks(faces, owner, {1, 5}, -1.1, .8), "工业区块线划定方案")
    add("industrial_block", "经开工业区块", blocks(faces, owner, {32}, .6, 1.3), "工业区块线划定方案")
    add("park", "科创产业园", blocks(faces, owner, {29}, -.7, .5), "开发区审核公告目录", 2010)
    add("old_city", "老城片区", blocks(faces, owner, {10, 12, 14, 16, 17, 18, 19, 20, 21, 25, 26}, 1.0, 1.0))
    add("new_city", "东湖新区", blocks(faces, owner, {28, 30, 31, 33}, -.8, -1.2))
    add("ecological_redline", "北岗生态保护红线", round_about(*at(13, -120, 330), 45, rng), "三区三线划定成果")
    add("reserve", "北货场战略预留区", blocks(faces, owner, {8}, .9, -.7))
    return rows
