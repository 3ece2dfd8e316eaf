#include "guard.h"

#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

// Tables of a database may be views and columns may be computed, so that a small
// file asks for work without end. GDAL opens the connections; SQLite tells of
// each as it is opened.

enum { STEPS_A_CALL = 100 }; // few, because one of them may take a tenth of a second

static _Thread_local rn_guard *guarding;

static int step(void *guard) {
  rn_guard *g = guard;
  return atomic_fetch_sub(&g->steps, STEPS_A_CALL) < STEPS_A_CALL;
}

// PROJ's own database is opened on the same threads, and lives longer.
static int is_projs(const char *file) {
  const char *name = strrchr(file, '/');
  return strcmp(name == NULL ? file : name + 1, "proj.db") == 0;
}

static int opened(sqlite3 *db, char **words, const struct sqlite3_api_routines *api) {
  (void)words;
  (void)api;
  rn_guard *g = guarding;
  const char *file = g == NULL ? NULL : sqlite3_db_filename(db, "main");
  if (file == NULL || *file == '\0' || is_projs(file))
    return SQLITE_OK;
  sqlite3_progress_handler(db, STEPS_A_CALL, step, g);
  sqlite3_limit(db, SQLITE_LIMIT_LENGTH, g->bytes);
  return SQLITE_OK;
}

// rn_guard_new returns NULL without memory. A guard is never freed: it is a few
// bytes, and a connection might outlive its dataset.
rn_guard *rn_guard_new(int64_t steps, int bytes) {
  static atomic_flag told = ATOMIC_FLAG_INIT;
  if (!atomic_flag_test_and_set(&told))
    sqlite3_auto_extension((void (*)(void))opened);
  rn_guard *g = malloc(sizeof *g);
  if (g != NULL) {
    atomic_init(&g->steps, steps);
    g->bytes = bytes;
  }
  return g;
}

int rn_guard_spent(const rn_guard *g) { return atomic_load(&g->steps) < 0; }

// rn_guard_lift lets what is still open go on without a bound.
void rn_guard_lift(rn_guard *g) { atomic_store(&g->steps, INT64_MAX); }

void rn_guard_on(rn_guard *g) { guarding = g; }

void rn_guard_off(void) { guarding = NULL; }
