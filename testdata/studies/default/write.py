"""Files of the default study: GeoPackage, Shapefile and GeoJSON with stable bytes.

GDAL is used directly, because GeoPandas turns whole numbers with nulls into
reals and dates every layer.
"""
import json
import os

from osgeo import gdal, ogr, osr

gdal.UseExceptions()
ogr.UseExceptions()
gdal.SetConfigOption("OGR_CURRENT_DATE", "2024-01-01T00:00:00.000Z")
TYPES = {str: ogr.OFTString, int: ogr.OFTInteger, float: ogr.OFTReal}


def reference(code=4547):
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(code)
    crs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return crs


def fill(layer, fields, rows):
    for name, kind in fields:
        definition = ogr.FieldDefn(name, TYPES[kind])
        layer.CreateField(definition)
    layer.StartTransaction()
    for row in rows:
        feature = ogr.Feature(layer.GetLayerDefn())
        for i, ((_, kind), value) in enumerate(zip(fields, row)):
            if value is not None:
                feature.SetField(i, kind(value))
        feature.SetGeometry(ogr.CreateGeometryFromWkb(row[-1].wkb))
        layer.CreateFeature(feature)
    layer.CommitTransaction()


class Package:
    """A GeoPackage. It has no spatial index, which would be a third of its size."""

    def __init__(self, path):
        if os.path.exists(path):
            os.remove(path)
        self.data = ogr.GetDriverByName("GPKG").CreateDataSource(path)

    def layer(self, name, geometry, fields, rows):
        kind = getattr(ogr, "wkb" + geometry)
        fill(self.data.CreateLayer(name, reference(), kind, ["SPATIAL_INDEX=NO"]), fields, rows)

    def close(self):
        self.data.ExecuteSQL("VACUUM")
        self.data = None


def shapefile(path, encoding, fields, rows):
    """A Shapefile whose .dbf does not say its encoding: no .cpg and no language byte."""
    stem = os.path.splitext(path)[0]
    for end in (".shp", ".shx", ".dbf", ".prj", ".cpg"):
        if os.path.exists(stem + end):
            os.remove(stem + end)
    data = ogr.GetDriverByName("ESRI Shapefile").CreateDataSource(path)
    layer = data.CreateLayer(os.path.basename(stem), reference(), ogr.wkbPolygon, ["ENCODING=" + encoding, "DBF_DATE_LAST_UPDATE=2024-01-01"])
    fill(layer, fields, rows)
    layer = data = None
    os.remove(stem + ".cpg")


def geojson(path, names, rows):
    """RFC 7946: WGS 84, longitude first, nine decimals (a tenth of a millimetre)."""
    to = osr.CoordinateTransformation(reference(), reference(4326))
    lines = []
    for row in rows:
        x, y, _ = to.TransformPoint(row[-1].x, row[-1].y)
        lines.append(json.dumps({"type": "Feature", "properties": dict(zip(names, row)),
                                 "geometry": {"type": "Point", "coordinates": [round(x, 9), round(y, 9)]}}, ensure_ascii=False))
    with open(path, "w", encoding="utf-8") as f:
        f.write('{"type": "FeatureCollection", "features": [\n' + ",\n".join(lines) + "\n]}\n")
