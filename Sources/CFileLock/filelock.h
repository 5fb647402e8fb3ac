#ifndef RECONCILE_FILELOCK_H
#define RECONCILE_FILELOCK_H

#include <sys/file.h>

/* Swift's overlay of the C library knows the struct of this name and not the function. True when the lock was taken. */
static inline _Bool try_lock_file(int file, int operation) { return flock(file, operation | LOCK_NB) == 0; }

#endif
