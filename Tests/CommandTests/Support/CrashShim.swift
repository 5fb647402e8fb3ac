import Foundation

/// A library put before the C library in a child: it counts the calls by which effects leave the process and kills the
/// process right before the n-th.
struct CrashShim: Sendable {
    enum Calls: String, Sendable {
        /// What reaches the disk or the network for good.
        case effects
        /// Every write to a file of the state as well.
        case all
    }

    let library: String
    private let directory: TemporaryDirectory

    static var compiler: String? { Installation.tool("cc", "clang", "gcc") }

    init() async throws {
        guard let compiler = CrashShim.compiler else { throw Child.Failure(description: "no C compiler") }
        directory = try TemporaryDirectory()
        let source = try directory.file("crash.c", CrashShim.source)
        library = directory.path + "/crash.so"
        let ending = try await Child.run(
            compiler, ["-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], environment: Installation.environment)
        guard ending.exit == 0 else { throw Child.Failure(description: ending.text) }
    }

    func environment(at call: Int, _ calls: Calls, count: String? = nil, signal: Int32 = SIGKILL) -> [String: String] {
        var environment = ["LD_PRELOAD": library, "CRASH_AT": String(call), "CRASH_CALLS": calls.rawValue, "CRASH_SIGNAL": String(signal)]
        environment["CRASH_COUNT_FILE"] = count
        return environment
    }

    /// How many calls an undisturbed run makes.
    func count(_ calls: Calls, _ run: ([String: String]) async throws -> Void) async throws -> Int {
        let file = directory.path + "/count-\(UUID().uuidString)"
        try await run(environment(at: 0, calls, count: file))
        guard let text = try? String(contentsOfFile: file, encoding: .utf8), let count = Int(text) else {
            throw Child.Failure(description: "the calls were not counted")
        }
        return count
    }

    private static let source = #"""
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <signal.h>
        #include <stdatomic.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        #include <sys/socket.h>
        #include <sys/types.h>
        #include <unistd.h>

        static atomic_long calls;
        static long crash_at;
        static int crash_signal = SIGKILL;
        static int counts_writes;

        __attribute__((constructor)) static void begin(void) {
            const char *at = getenv("CRASH_AT");
            const char *which = getenv("CRASH_CALLS");
            crash_at = at ? atol(at) : 0;
            if (getenv("CRASH_SIGNAL")) crash_signal = atoi(getenv("CRASH_SIGNAL"));
            counts_writes = which && strcmp(which, "all") == 0;
        }

        __attribute__((destructor)) static void end(void) {
            const char *path = getenv("CRASH_COUNT_FILE");
            FILE *file = path ? fopen(path, "w") : NULL;
            if (!file) return;
            fprintf(file, "%ld", atomic_load(&calls));
            fclose(file);
        }

        static void point(void) {
            if (atomic_fetch_add(&calls, 1) + 1 != crash_at) return;
            kill(getpid(), crash_signal);
            /* One that is handled ends the process a little later; the call is never made. */
            for (;;) pause();
        }

        #define NEXT(name) \
            static __typeof__(name) *next; \
            if (!next) next = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

        int fsync(int fd) { NEXT(fsync); point(); return next(fd); }
        int fdatasync(int fd) { NEXT(fdatasync); point(); return next(fd); }
        ssize_t pwrite(int fd, const void *data, size_t count, off_t offset) {
            NEXT(pwrite); if (counts_writes) point(); return next(fd, data, count, offset);
        }
        ssize_t pwrite64(int fd, const void *data, size_t count, off64_t offset) {
            NEXT(pwrite64); if (counts_writes) point(); return next(fd, data, count, offset);
        }
        ssize_t send(int fd, const void *data, size_t count, int flags) { NEXT(send); point(); return next(fd, data, count, flags); }
        ssize_t sendto(int fd, const void *data, size_t count, int flags, const struct sockaddr *to, socklen_t length) {
            NEXT(sendto); point(); return next(fd, data, count, flags, to, length);
        }
        ssize_t sendmsg(int fd, const struct msghdr *message, int flags) { NEXT(sendmsg); point(); return next(fd, message, flags); }
        ssize_t recv(int fd, void *data, size_t count, int flags) { NEXT(recv); point(); return next(fd, data, count, flags); }
        """#
}
