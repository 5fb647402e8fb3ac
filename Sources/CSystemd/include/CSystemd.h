#ifndef CSYSTEMD_H
#define CSYSTEMD_H

#include <stdint.h>
#include <sys/uio.h>

// libsystemd for Swift, loaded when it is first needed: a service alone needs it, and eight libraries are behind it. Each function is
// libsystemd's of the same name; where that cannot be loaded, all of them answer -ENOENT.

int csystemd_notify(int unset_environment, const char *state);
int csystemd_watchdog_enabled(int unset_environment, uint64_t *microseconds);
int csystemd_journal_sendv(const struct iovec *fields, int count);

#endif
