// The C side of package gdal. Each function does the work of a whole batch, so
// that crossing from Go costs nothing per feature, and each gathers what GDAL
// reports while it runs into an rn_log, which keeps the error handler on the
// thread that makes the call.
#ifndef RENEWAL_BRIDGE_H
#define RENEWAL_BRIDGE_H

#include <stddef.h>
#include <stdint.h>

#include "cpl_conv.h"
#include "cpl_error.h"
#include "cpl_string.h"
#include "gdal.h"
#include "ogr_api.h"
#include "ogr_srs_api.h"

#include "guard.h"

enum { RN_LOG = 1024 };

typedef struct {
  int failures;
  char failure[RN_LOG]; // the first failures, joined by "; "
  char warning[RN_LOG]; // the first warnings, likewise
} rn_log;

void rn_begin(rn_log *log);
void rn_end(void);

void rn_init(void);

// Shapes travel as a stream of int32: a code below, then counts.
//
//	RN_NULL
//	RN_POINT, RN_LINE, RN_MULTIPOINT: number of points
//	RN_POLYGON, RN_MULTILINE: number of rings or lines; of each: number of points
//	RN_MULTIPOLYGON: number of polygons; of each: as RN_POLYGON without the code
//	RN_COLLECTION: number of shapes; then the shapes
//
// Their points lie in the same order in an array of x, y pairs.
enum {
  RN_NULL = 0,
  RN_POINT = 1,
  RN_LINE = 2,
  RN_POLYGON = 3,
  RN_MULTIPOINT = 4,
  RN_MULTILINE = 5,
  RN_MULTIPOLYGON = 6,
  RN_COLLECTION = 7,
  RN_MAX_NESTING = 32 // of collections
};

enum { RN_TEXT = 0, RN_INTEGER = 1, RN_REAL = 2 };

typedef struct {
  int field; // position in the layer definition; -1 for the feature ID
  int kind;
  int64_t *integers;
  double *reals;
  int64_t *starts, *ends; // of texts, in rn_batch.text
  unsigned char *nulls;
} rn_column;

typedef struct {
  int capacity, features;
  int ncolumns;
  rn_column *columns;
  int64_t *fids;
  int32_t *shape;
  size_t nshape, cshape;
  double *xy; // two numbers a point
  size_t nxy, cxy;
  char *text;
  size_t ntext, ctext;
} rn_batch;

// A batch ends early where features are so large that reading on would cost too
// much memory, or too long a wait for whoever wants to stop.
enum { RN_MAX_XY = 1 << 21, RN_MAX_TEXT = 1 << 24 };

enum { RN_OK = 0, RN_NO_MEMORY = 1, RN_TOO_DEEP = 2, RN_FAILED = 3, RN_BAD_STREAM = 4 };

GDALDatasetH rn_open(const char *name, char **drivers, char **options, char **settings,
                     rn_guard *guard, rn_log *log);
const char *rn_identify(const char *name);
OGRLayerH rn_layer(GDALDatasetH ds, const char *name);
int64_t rn_estimate(OGRLayerH layer);
int rn_close(GDALDatasetH ds, rn_log *log);

rn_batch *rn_batch_new(int capacity, int ncolumns, const int *fields, const int *kinds);
void rn_batch_free(rn_batch *b);
int rn_read(OGRLayerH layer, rn_batch *b, rn_log *log);
int rn_put_geometry(rn_batch *b, OGRGeometryH g);
int rn_select(OGRLayerH layer, char **ignored, rn_log *log);
int rn_filter(OGRLayerH layer, const char *condition, rn_log *log);
int rn_extent(OGRLayerH layer, double *box, int64_t *count, rn_log *log);

GDALDatasetH rn_create(const char *driver, const char *name, char **options, rn_log *log);
OGRLayerH rn_create_layer(GDALDatasetH ds, const char *name, const char *crs, int type,
                          char **options, rn_log *log);
int rn_create_field(OGRLayerH layer, const char *name, int kind, int narrow, int width, int places,
                    rn_log *log);
int rn_write(OGRLayerH layer, int features, int ncolumns, const int32_t *shape, size_t nshape,
             const double *xy, size_t nxy, const unsigned char *rows, int *written, rn_log *log);
int rn_begin_transaction(GDALDatasetH ds, rn_log *log);
int rn_commit(GDALDatasetH ds, rn_log *log);
int rn_execute(GDALDatasetH ds, const char *sql, rn_log *log);
int rn_insert(GDALDatasetH ds, const char *sql, rn_log *log);
OGRLayerH rn_query(GDALDatasetH ds, const char *sql, rn_log *log);
void rn_release(GDALDatasetH ds, OGRLayerH rows);

typedef struct {
  char *code, *name, *wkt;
  int projected, geographic;
  double unit;           // metres, or radians, per unit of the coordinates
  double axis, flatness; // of the ellipsoid: half the major axis in metres, 1/f
  int has_area;
  double west, south, east, north;
} rn_srs;

int rn_describe(const char *definition, rn_srs *out, rn_log *log);
int rn_describe_layer(OGRLayerH layer, char **wkt, rn_log *log);
void rn_srs_free(rn_srs *s);
int rn_same(const char *a, const char *b, rn_log *log);
OGRCoordinateTransformationH rn_transform_new(const char *from, const char *to, int geographic,
                                              rn_log *log);
int rn_transform(OGRCoordinateTransformationH t, double *xy, int n, rn_log *log);
void rn_transform_free(OGRCoordinateTransformationH t);

#endif
