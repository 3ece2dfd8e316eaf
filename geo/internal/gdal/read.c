#include "bridge.h"

// room makes *p hold at least need elements of the given size.
static int room(void **p, size_t *capacity, size_t need, size_t size) {
  if (need <= *capacity)
    return RN_OK;
  size_t grown = *capacity < 4096 ? 4096 : *capacity;
  while (grown < need)
    grown *= 2;
  void *q = VSIRealloc(*p, grown * size);
  if (q == NULL)
    return RN_NO_MEMORY;
  *p = q;
  *capacity = grown;
  return RN_OK;
}

static int put(rn_batch *b, int32_t v) {
  if (room((void **)&b->shape, &b->cshape, b->nshape + 1, sizeof *b->shape))
    return RN_NO_MEMORY;
  b->shape[b->nshape++] = v;
  return RN_OK;
}

static int put_points(rn_batch *b, OGRGeometryH path) {
  int n = OGR_G_GetPointCount(path);
  if (put(b, n) || room((void **)&b->xy, &b->cxy, b->nxy + 2 * (size_t)n, sizeof *b->xy))
    return RN_NO_MEMORY;
  double *xy = b->xy + b->nxy;
  if (n > 0)
    OGR_G_GetPoints(path, xy, 2 * sizeof *xy, xy + 1, 2 * sizeof *xy, NULL, 0);
  b->nxy += 2 * (size_t)n;
  return RN_OK;
}

static int put_paths(rn_batch *b, OGRGeometryH g) {
  int n = OGR_G_GetGeometryCount(g);
  if (put(b, n))
    return RN_NO_MEMORY;
  for (int i = 0; i < n; i++)
    if (put_points(b, OGR_G_GetGeometryRef(g, i)))
      return RN_NO_MEMORY;
  return RN_OK;
}

static int put_point(rn_batch *b, OGRGeometryH g) {
  if (room((void **)&b->xy, &b->cxy, b->nxy + 2, sizeof *b->xy))
    return RN_NO_MEMORY;
  b->xy[b->nxy++] = OGR_G_GetX(g, 0);
  b->xy[b->nxy++] = OGR_G_GetY(g, 0);
  return RN_OK;
}

static int put_plain(rn_batch *b, OGRGeometryH g, int depth) {
  int n;
  switch (OGR_GT_Flatten(OGR_G_GetGeometryType(g))) {
  case wkbPoint:
    if (OGR_G_IsEmpty(g))
      return put(b, RN_NULL); // a point without coordinates is no shape
    if (put(b, RN_POINT) || put(b, 1))
      return RN_NO_MEMORY;
    return put_point(b, g);
  case wkbLineString:
  case wkbLinearRing:
    return put(b, RN_LINE) || put_points(b, g) ? RN_NO_MEMORY : RN_OK;
  case wkbPolygon:
  case wkbTriangle:
    return put(b, RN_POLYGON) || put_paths(b, g) ? RN_NO_MEMORY : RN_OK;
  case wkbMultiLineString:
    return put(b, RN_MULTILINE) || put_paths(b, g) ? RN_NO_MEMORY : RN_OK;
  case wkbMultiPoint: {
    n = OGR_G_GetGeometryCount(g);
    if (put(b, RN_MULTIPOINT) || put(b, 0))
      return RN_NO_MEMORY;
    size_t at = b->nshape - 1;
    for (int i = 0; i < n; i++) {
      OGRGeometryH p = OGR_G_GetGeometryRef(g, i);
      if (OGR_G_IsEmpty(p))
        continue;
      if (put_point(b, p))
        return RN_NO_MEMORY;
      b->shape[at]++;
    }
    return RN_OK;
  }
  case wkbMultiPolygon:
    n = OGR_G_GetGeometryCount(g);
    if (put(b, RN_MULTIPOLYGON) || put(b, n))
      return RN_NO_MEMORY;
    for (int i = 0; i < n; i++)
      if (put_paths(b, OGR_G_GetGeometryRef(g, i)))
        return RN_NO_MEMORY;
    return RN_OK;
  case wkbPolyhedralSurface:
  case wkbTIN: {
    OGRGeometryH flat = OGR_G_ForceToMultiPolygon(OGR_G_Clone(g));
    int rc = flat == NULL ? RN_NO_MEMORY : RN_FAILED;
    if (flat != NULL && OGR_GT_Flatten(OGR_G_GetGeometryType(flat)) == wkbMultiPolygon)
      rc = put_plain(b, flat, depth);
    OGR_G_DestroyGeometry(flat);
    return rc;
  }
  case wkbGeometryCollection: {
    if (depth >= RN_MAX_NESTING)
      return RN_TOO_DEEP;
    n = OGR_G_GetGeometryCount(g);
    if (put(b, RN_COLLECTION) || put(b, n))
      return RN_NO_MEMORY;
    for (int i = 0; i < n; i++) {
      int rc = put_plain(b, OGR_G_GetGeometryRef(g, i), depth + 1);
      if (rc)
        return rc;
    }
    return RN_OK;
  }
  default:
    return put(b, RN_NULL);
  }
}

int rn_put_geometry(rn_batch *b, OGRGeometryH g) {
  if (g == NULL)
    return put(b, RN_NULL);
  if (!OGR_G_HasCurveGeometry(g, 0))
    return put_plain(b, g, 0);
  OGRGeometryH plain = OGR_G_GetLinearGeometry(g, 0, NULL);
  if (plain == NULL)
    return RN_NO_MEMORY;
  int rc = put_plain(b, plain, 0);
  OGR_G_DestroyGeometry(plain);
  return rc;
}

static int put_text(rn_batch *b, const char *text, size_t n) {
  if (room((void **)&b->text, &b->ctext, b->ntext + n + 1, 1))
    return RN_NO_MEMORY;
  memcpy(b->text + b->ntext, text, n);
  b->ntext += n;
  return RN_OK;
}

static int put_time(rn_batch *b, OGRFeatureH f, int field, OGRFieldType type) {
  int year, month, day, hour, minute, zone;
  float second;
  char text[80];
  int n = 0;
  if (!OGR_F_GetFieldAsDateTimeEx(f, field, &year, &month, &day, &hour, &minute, &second, &zone))
    return RN_OK;
  if (type != OFTTime)
    n += snprintf(text + n, sizeof text - n, "%04d-%02d-%02d", year, month, day);
  if (type == OFTDateTime)
    text[n++] = 'T';
  if (type != OFTDate) {
    int ms = (int)(second * 1000 + 0.5);
    if (ms >= 60000 && second < 60) // no minute has 60 seconds, but for a leap second
      ms = 59999;
    n += snprintf(text + n, sizeof text - n, "%02d:%02d:%02d", hour, minute, ms / 1000);
    if (ms % 1000)
      n += snprintf(text + n, sizeof text - n, ".%03d", ms % 1000);
  }
  if (type == OFTDateTime && zone == 100)
    text[n++] = 'Z';
  else if (type == OFTDateTime && zone > 1) {
    int quarters = zone - 100;
    int m = (quarters < 0 ? -quarters : quarters) * 15;
    n += snprintf(text + n, sizeof text - n, "%c%02d:%02d", quarters < 0 ? '-' : '+', m / 60,
                  m % 60);
  }
  return put_text(b, text, (size_t)n);
}

// put_json writes a text as JSON.
static int put_json(rn_batch *b, const char *text) {
  char code[8];
  int rc = put_text(b, "\"", 1);
  for (; *text && !rc; text++) {
    unsigned char c = (unsigned char)*text;
    if (c == '"' || c == '\\')
      rc = put_text(b, "\\", 1) || put_text(b, text, 1);
    else if (c < 0x20)
      rc = put_text(b, code, (size_t)snprintf(code, sizeof code, "\\u%04x", c));
    else
      rc = put_text(b, text, 1);
  }
  return rc || put_text(b, "\"", 1) ? RN_NO_MEMORY : RN_OK;
}

// put_list writes a field that holds a list as a JSON array.
static int put_list(rn_batch *b, OGRFeatureH f, int field, OGRFieldType type) {
  int n = 0;
  const int *integers = NULL;
  const GIntBig *longs = NULL;
  const double *reals = NULL;
  char **texts = NULL;
  char number[40];
  switch (type) {
  case OFTIntegerList:
    integers = OGR_F_GetFieldAsIntegerList(f, field, &n);
    break;
  case OFTInteger64List:
    longs = OGR_F_GetFieldAsInteger64List(f, field, &n);
    break;
  case OFTRealList:
    reals = OGR_F_GetFieldAsDoubleList(f, field, &n);
    break;
  default:
    texts = OGR_F_GetFieldAsStringList(f, field);
    n = CSLCount(texts);
  }
  int rc = put_text(b, "[", 1);
  for (int i = 0; i < n && !rc; i++) {
    if (i > 0)
      rc = put_text(b, ",", 1);
    if (rc)
      break;
    if (texts) {
      rc = put_json(b, texts[i]);
      continue;
    }
    if (integers)
      snprintf(number, sizeof number, "%d", integers[i]);
    else if (longs)
      snprintf(number, sizeof number, CPL_FRMT_GIB, longs[i]);
    else
      CPLsnprintf(number, sizeof number, "%.17g", reals[i]);
    rc = put_text(b, number, strlen(number));
  }
  return rc || put_text(b, "]", 1) ? RN_NO_MEMORY : RN_OK;
}

static int put_field(rn_batch *b, rn_column *c, OGRFeatureH f, int row) {
  if (c->field < 0) {
    c->integers[row] = OGR_F_GetFID(f);
    c->nulls[row] = 0;
    return RN_OK;
  }
  c->nulls[row] = !OGR_F_IsFieldSetAndNotNull(f, c->field);
  if (c->kind == RN_INTEGER) {
    c->integers[row] = c->nulls[row] ? 0 : OGR_F_GetFieldAsInteger64(f, c->field);
    return RN_OK;
  }
  if (c->kind == RN_REAL) {
    c->reals[row] = c->nulls[row] ? 0 : OGR_F_GetFieldAsDouble(f, c->field);
    return RN_OK;
  }
  int rc = RN_OK;
  c->starts[row] = (int64_t)b->ntext;
  if (!c->nulls[row]) {
    OGRFieldType type = OGR_Fld_GetType(OGR_F_GetFieldDefnRef(f, c->field));
    switch (type) {
    case OFTDate:
    case OFTTime:
    case OFTDateTime:
      rc = put_time(b, f, c->field, type);
      break;
    case OFTIntegerList:
    case OFTInteger64List:
    case OFTRealList:
    case OFTStringList:
      rc = put_list(b, f, c->field, type);
      break;
    default: {
      const char *text = OGR_F_GetFieldAsString(f, c->field);
      rc = put_text(b, text, strlen(text));
    }
    }
  }
  c->ends[row] = (int64_t)b->ntext;
  return rc;
}

// rn_read fills b with the next features, at most b->capacity. At the end of
// the layer it leaves b->features at 0. On RN_FAILED the feature that failed, if
// there is one, is b->fids[b->features].
int rn_read(OGRLayerH layer, rn_batch *b, rn_log *log) {
  int rc = RN_OK;
  b->features = 0;
  b->nshape = b->nxy = b->ntext = 0;
  rn_begin(log);
  while (!rc && b->features < b->capacity && b->nxy < RN_MAX_XY && b->ntext < RN_MAX_TEXT) {
    b->fids[b->features] = OGRNullFID;
    OGRFeatureH f = OGR_L_GetNextFeature(layer);
    if (f == NULL) {
      if (log->failures)
        rc = RN_FAILED;
      break;
    }
    int row = b->features;
    b->fids[row] = OGR_F_GetFID(f);
    rc = rn_put_geometry(b, OGR_F_GetGeometryRef(f));
    for (int i = 0; i < b->ncolumns && !rc; i++)
      rc = put_field(b, &b->columns[i], f, row);
    OGR_F_Destroy(f);
    // A failure with a feature still means that part of it is missing.
    if (!rc && log->failures)
      rc = RN_FAILED;
    if (!rc)
      b->features++;
  }
  rn_end();
  return rc;
}
