#ifndef RECONCILE_HEAP_H
#define RECONCILE_HEAP_H

#include <malloc.h>

/* For a process that does one thing and ends: one heap for all of its threads, and what is large goes back as soon as it is free, whatever
   was large before. A little of it stays: the heap of a pass would else end twenty times for each document, and begin anew. */
static inline void keep_heap_small(void) {
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_MMAP_THRESHOLD, 128 * 1024);
    mallopt(M_TRIM_THRESHOLD, 2 * 1024 * 1024);
    mallopt(M_TOP_PAD, 256 * 1024);
}

#endif
