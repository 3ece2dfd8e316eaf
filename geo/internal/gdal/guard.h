// The bound on what SQLite does for one dataset.
#ifndef RENEWAL_GUARD_H
#define RENEWAL_GUARD_H

#include <stdatomic.h>
#include <stdint.h>

typedef struct {
  atomic_llong steps; // of SQLite's machine that are left
  int bytes;          // of one value, at most
} rn_guard;

rn_guard *rn_guard_new(int64_t steps, int bytes);
int rn_guard_spent(const rn_guard *g);
void rn_guard_lift(rn_guard *g);

// Connections to databases that this thread opens between the two are guarded.
void rn_guard_on(rn_guard *g);
void rn_guard_off(void);

#endif
