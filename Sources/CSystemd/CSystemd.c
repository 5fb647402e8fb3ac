// The place of the log statement is a field that the caller fills in; the header's macros would name this module instead.
#define SD_JOURNAL_SUPPRESS_LOCATION
#include "CSystemd.h"

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stddef.h>
#include <systemd/sd-daemon.h>
#include <systemd/sd-journal.h>

static __typeof__(&sd_notify) notify;
static __typeof__(&sd_watchdog_enabled) watchdog_enabled;
static __typeof__(&sd_journal_sendv) journal_sendv;

static void load(void) {
    void *library = dlopen("libsystemd.so.0", RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return;
    notify = (__typeof__(notify))dlsym(library, "sd_notify");
    watchdog_enabled = (__typeof__(watchdog_enabled))dlsym(library, "sd_watchdog_enabled");
    journal_sendv = (__typeof__(journal_sendv))dlsym(library, "sd_journal_sendv");
}

static void need(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
}

int csystemd_notify(int unset_environment, const char *state) {
    need();
    return notify ? notify(unset_environment, state) : -ENOENT;
}

int csystemd_watchdog_enabled(int unset_environment, uint64_t *microseconds) {
    need();
    return watchdog_enabled ? watchdog_enabled(unset_environment, microseconds) : -ENOENT;
}

int csystemd_journal_sendv(const struct iovec *fields, int count) {
    need();
    return journal_sendv ? journal_sendv(fields, count) : -ENOENT;
}
