#include "bridge.h"

#include <sqlite3.h>

GDALDatasetH rn_create(const char *driver, const char *name, char **options, rn_log *log) {
  rn_begin(log);
  GDALDatasetH ds = NULL;
  GDALDriverH d = GDALGetDriverByName(driver);
  if (d == NULL)
    CPLError(CE_Failure, CPLE_AppDefined, "this GDAL has no driver %s", driver);
  else
    ds = GDALCreate(d, name, 0, 0, 0, GDT_Unknown, options);
  rn_end();
  return ds;
}

OGRLayerH rn_create_layer(GDALDatasetH ds, const char *name, const char *crs, int type,
                          char **options, rn_log *log) {
  rn_begin(log);
  OGRSpatialReferenceH srs = NULL;
  OGRLayerH layer = NULL;
  int ok = 1;
  if (crs != NULL) {
    srs = OSRNewSpatialReference(NULL);
    ok = OSRSetFromUserInput(srs, crs) == OGRERR_NONE;
    OSRSetAxisMappingStrategy(srs, OAMS_TRADITIONAL_GIS_ORDER);
  }
  if (ok)
    layer = GDALDatasetCreateLayer(ds, name, srs, (OGRwkbGeometryType)type, options);
  if (srs != NULL)
    OSRRelease(srs);
  rn_end();
  return layer;
}

int rn_create_field(OGRLayerH layer, const char *name, int kind, int narrow, int width, int places,
                    rn_log *log) {
  rn_begin(log);
  OGRFieldType type = kind == RN_REAL ? OFTReal : OFTString;
  if (kind == RN_INTEGER)
    type = narrow ? OFTInteger : OFTInteger64;
  OGRFieldDefnH field = OGR_Fld_Create(name, type);
  OGR_Fld_SetWidth(field, width);
  OGR_Fld_SetPrecision(field, places);
  OGRErr err = OGR_L_CreateField(layer, field, 1);
  OGR_Fld_Destroy(field);
  rn_end();
  return err == OGRERR_NONE ? RN_OK : RN_FAILED;
}

// A cursor over the stream of shapes; see bridge.h.
typedef struct {
  const int32_t *shape, *shape_end;
  const double *xy, *xy_end;
  int bad;
} cursor;

static int take(cursor *c) {
  if (c->shape == c->shape_end || *c->shape < 0) {
    c->bad = 1;
    return 0;
  }
  return *c->shape++;
}

static const double *take_points(cursor *c, int n) {
  const double *at = c->xy;
  if ((c->xy_end - at) / 2 < n) {
    c->bad = 1;
    return NULL;
  }
  c->xy += 2 * (size_t)n;
  return at;
}

static OGRGeometryH make_path(cursor *c, OGRwkbGeometryType type) {
  OGRGeometryH path = OGR_G_CreateGeometry(type);
  int n = take(c);
  const double *xy = take_points(c, n);
  if (n > 0 && xy != NULL)
    OGR_G_SetPoints(path, n, xy, 2 * sizeof *xy, xy + 1, 2 * sizeof *xy, NULL, 0);
  return path;
}

static OGRGeometryH make_paths(cursor *c, OGRwkbGeometryType type, OGRwkbGeometryType part) {
  OGRGeometryH g = OGR_G_CreateGeometry(type);
  for (int n = take(c); n > 0 && !c->bad; n--)
    OGR_G_AddGeometryDirectly(g, make_path(c, part));
  return g;
}

static OGRGeometryH make_point(cursor *c) {
  OGRGeometryH p = OGR_G_CreateGeometry(wkbPoint);
  const double *xy = take_points(c, 1);
  if (xy != NULL)
    OGR_G_SetPoint_2D(p, 0, xy[0], xy[1]);
  return p;
}

static OGRGeometryH make(cursor *c, int depth) {
  OGRGeometryH g;
  switch (take(c)) {
  case RN_POINT:
    take(c);
    return make_point(c);
  case RN_LINE:
    return make_path(c, wkbLineString);
  case RN_POLYGON:
    return make_paths(c, wkbPolygon, wkbLinearRing);
  case RN_MULTILINE:
    return make_paths(c, wkbMultiLineString, wkbLineString);
  case RN_MULTIPOINT:
    g = OGR_G_CreateGeometry(wkbMultiPoint);
    for (int n = take(c); n > 0 && !c->bad; n--)
      OGR_G_AddGeometryDirectly(g, make_point(c));
    return g;
  case RN_MULTIPOLYGON:
    g = OGR_G_CreateGeometry(wkbMultiPolygon);
    for (int n = take(c); n > 0 && !c->bad; n--)
      OGR_G_AddGeometryDirectly(g, make_paths(c, wkbPolygon, wkbLinearRing));
    return g;
  case RN_COLLECTION:
    g = OGR_G_CreateGeometry(wkbGeometryCollection);
    if (depth > RN_MAX_NESTING)
      c->bad = 1;
    for (int n = take(c); n > 0 && !c->bad; n--) {
      OGRGeometryH part = make(c, depth + 1);
      if (part != NULL)
        OGR_G_AddGeometryDirectly(g, part);
    }
    return g;
  default:
    return NULL;
  }
}

// set_field reads one value: a byte that is 1 for null; else 8 bytes of number,
// or 4 of length and the text with a zero byte after it.
static const unsigned char *set_field(OGRFeatureH f, int i, OGRFieldType type,
                                      const unsigned char *row) {
  if (*row++) {
    OGR_F_SetFieldNull(f, i);
    return row;
  }
  switch (type) {
  case OFTInteger64:
  case OFTInteger: {
    int64_t v;
    memcpy(&v, row, 8);
    OGR_F_SetFieldInteger64(f, i, v);
    return row + 8;
  }
  case OFTReal: {
    double v;
    memcpy(&v, row, 8);
    OGR_F_SetFieldDouble(f, i, v);
    return row + 8;
  }
  default: {
    uint32_t n;
    memcpy(&n, row, 4);
    OGR_F_SetFieldString(f, i, (const char *)row + 4);
    return row + 4 + n + 1;
  }
  }
}

// rn_write adds features to the layer and tells how many it wrote.
int rn_write(OGRLayerH layer, int features, int ncolumns, const int32_t *shape, size_t nshape,
             const double *xy, size_t nxy, const unsigned char *rows, int *written, rn_log *log) {
  cursor c = {shape, shape + nshape, xy, xy + nxy, 0};
  OGRFeatureDefnH defn = OGR_L_GetLayerDefn(layer);
  int rc = RN_OK;
  *written = 0;
  OGRFieldType *types = malloc((size_t)(ncolumns + 1) * sizeof *types);
  if (types == NULL)
    return RN_NO_MEMORY;
  for (int i = 0; i < ncolumns; i++)
    types[i] = OGR_Fld_GetType(OGR_FD_GetFieldDefn(defn, i));
  rn_begin(log);
  OGRFeatureH f = OGR_F_Create(defn);
  for (; *written < features; ++*written) {
    OGR_F_SetFID(f, OGRNullFID);
    OGR_F_SetGeometryDirectly(f, make(&c, 0));
    for (int i = 0; i < ncolumns; i++)
      rows = set_field(f, i, types[i], rows);
    if (c.bad)
      rc = RN_BAD_STREAM;
    else if (OGR_L_CreateFeature(layer, f) != OGRERR_NONE || log->failures)
      rc = RN_FAILED;
    if (rc)
      break;
  }
  OGR_F_Destroy(f);
  rn_end();
  free(types);
  return rc;
}

int rn_begin_transaction(GDALDatasetH ds, rn_log *log) {
  rn_begin(log);
  int ok = !GDALDatasetTestCapability(ds, ODsCTransactions) ||
           GDALDatasetStartTransaction(ds, 0) == OGRERR_NONE;
  rn_end();
  return ok ? RN_OK : RN_FAILED;
}

int rn_commit(GDALDatasetH ds, rn_log *log) {
  rn_begin(log);
  int ok = !GDALDatasetTestCapability(ds, ODsCTransactions) ||
           GDALDatasetCommitTransaction(ds) == OGRERR_NONE;
  rn_end();
  return ok ? RN_OK : RN_FAILED;
}

int rn_execute(GDALDatasetH ds, const char *sql, rn_log *log) {
  rn_begin(log);
  OGRLayerH result = GDALDatasetExecuteSQL(ds, sql, NULL, NULL);
  if (result != NULL)
    GDALDatasetReleaseResultSet(ds, result);
  rn_end();
  return log->failures ? RN_FAILED : RN_OK;
}

int rn_insert(GDALDatasetH ds, const char *sql, rn_log *log) {
  rn_begin(log);
  sqlite3 *db = GDALGetInternalHandle(ds, "SQLITE_HANDLE");
  if (db == NULL)
    CPLError(CE_Failure, CPLE_AppDefined, "this GDAL does not show its database");
  else if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
    CPLError(CE_Failure, CPLE_AppDefined, "%s", sqlite3_errmsg(db));
  rn_end();
  return log->failures ? RN_FAILED : RN_OK;
}

OGRLayerH rn_query(GDALDatasetH ds, const char *sql, rn_log *log) {
  rn_begin(log);
  OGRLayerH result = GDALDatasetExecuteSQL(ds, sql, NULL, NULL);
  rn_end();
  return result;
}

void rn_release(GDALDatasetH ds, OGRLayerH rows) {
  rn_log log;
  rn_begin(&log);
  GDALDatasetReleaseResultSet(ds, rows);
  rn_end();
}
