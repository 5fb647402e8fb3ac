#ifndef CSYSTEMD_SHIM_H
#define CSYSTEMD_SHIM_H

// The place of the log statement is a field that the caller fills in; the header's macros would name this module instead.
#define SD_JOURNAL_SUPPRESS_LOCATION

#include <systemd/sd-daemon.h>
#include <systemd/sd-journal.h>

#endif
