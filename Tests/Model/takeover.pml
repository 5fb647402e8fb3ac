/* Two hosts, one document: who may write, and when, so that the document has one voucher. The rules are those of scale.md §4; each
 * switch below (-DNAME) breaks one of them, and `.ci/model` knows which of them the checker must find.
 *
 * Time passes in ticks. Whatever a host does it may do arbitrarily late, which is what SIGSTOP, a slow disk and a partition look like;
 * it may die at every step. etcd may let a lease go at any moment, and nobody tells the host. Nothing else about the hosts is assumed.
 * Of the remote: CLOSES ticks after it is up a silent connection is gone; what arrived is carried out within LATE ticks; what was
 * carried out is listed within LAG ticks. Within these every order is tried.
 */
#ifndef CLOSES
#define CLOSES 2
#endif
#ifndef LATE
#define LATE 1
#endif
#ifndef LAG
#define LAG 1
#endif
/* The settle window, in ticks of the new owner's own clock. */
#ifndef WINDOW
#define WINDOW (CLOSES + LATE + LAG + 1)
#endif
#ifndef OWNERS
#define OWNERS 3
#endif
#ifndef ATTEMPTS
#define ATTEMPTS 2
#endif

/* Where a host is in the work of one write. */
mtype = { idle, ready, committed, connected, announced, sent, waiting, done };
/* What a state says of the document: nothing yet, an intent without an answer, linked to its voucher. */
mtype = { unsent, open, linked };
/* A connection and what became of the request on it. */
mtype = { none, up, shut, arrived, carriedOut, listed };

typedef Ledger { mtype document = unsent; byte journal };
typedef Host { mtype at = idle; byte epoch; byte attempt; byte waited; bool seen; Ledger own };
typedef Request { mtype at = none; byte age };

Host host[2];
Request request[4];
byte attempts, vouchers;

/* etcd: the key of the owner, the revision it was made at, and the last announcement. */
byte owner, epoch, head;
/* The object store: the newest epoch that has a replica, and what that replica says. */
byte replicaEpoch;
Ledger replica;

#define KNOWS(s, n) (n == 0 || ((s.journal >> n) & 1))
#define OWNS(h) (owner == h + 1 && epoch == host[h].epoch)
#define LISTED (request[1].at == listed || request[2].at == listed || request[3].at == listed)

#ifdef NO_FENCE
#define MAY_ANNOUNCE(h) true
#else
#define MAY_ANNOUNCE(h) OWNS(h)
#endif
#ifdef ALWAYS_A_CRASH
#define IS_KNOWN(h) true
#else
#define IS_KNOWN(h) KNOWS(host[h].own, head)
#endif
#ifdef MARK_PER_PASS
#define ANNOUNCE(h) skip
#else
#define ANNOUNCE(h) head = host[h].attempt
#endif
#ifdef LOOK_BEFORE_THE_WAIT
#define FOUND(h) host[h].seen
#define SEE(h) host[h].seen = LISTED
#else
#define FOUND(h) LISTED
#define SEE(h) skip
#endif
#ifdef ASK_BEFORE_CONNECTING
#define ASKS committed
#define CONNECTS announced
#define SENDS connected
#else
#define CONNECTS committed
#define ASKS connected
#define SENDS announced
#endif
#ifdef NEVER_CLOSES
#define IS_CLOSED(r) false
#else
#define IS_CLOSED(r) (request[r].age >= CLOSES)
#endif

inline beginWait(h) { host[h].at = waiting; SEE(h) }

inline giveUpDirectory(h) {
    if
    :: request[host[h].attempt].at == up -> request[host[h].attempt].at = shut; request[host[h].attempt].age = 0
    :: else
    fi;
    host[h].at = idle; host[h].epoch = 0; host[h].attempt = 0; host[h].waited = 0; host[h].own.document = unsent; host[h].own.journal = 0
}

inline link(h) { assert(vouchers == 1); host[h].own.document = linked; host[h].waited = 0; host[h].at = done }

/* The newest replica; what etcd knows and it does not is looked for in the remote before anything is made. */
inline takeOver(h) {
    epoch++; owner = h + 1;
    host[h].epoch = epoch; host[h].attempt = 0;
    host[h].own.document = replica.document; host[h].own.journal = replica.journal;
    if
    :: host[h].own.document == linked -> host[h].at = done
    :: host[h].own.document == unsent && IS_KNOWN(h) -> host[h].at = ready
    :: else -> beginWait(h)
    fi
}

inline commitIntent(h) {
    attempts++;
    host[h].attempt = attempts; host[h].own.document = open; host[h].own.journal = host[h].own.journal | (1 << attempts);
    host[h].at = committed
}

inline step(h) {
    if
    :: host[h].at == idle && owner == 0 && epoch < OWNERS -> takeOver(h)
    :: host[h].at == ready && attempts < ATTEMPTS -> commitIntent(h)
    :: host[h].at == CONNECTS ->
        request[host[h].attempt].at = up; request[host[h].attempt].age = 0;
        if
        :: host[h].at == committed -> host[h].at = connected
        :: else -> host[h].at = SENDS
        fi
    :: host[h].at == ASKS && MAY_ANNOUNCE(h) -> ANNOUNCE(h); host[h].at = announced
    :: host[h].at == ASKS && !MAY_ANNOUNCE(h) -> giveUpDirectory(h)
    /* The first byte. On a connection that is gone it goes nowhere, which the host cannot know: the intent stays open. */
    :: host[h].at == SENDS && request[host[h].attempt].at == up ->
        request[host[h].attempt].at = arrived; request[host[h].attempt].age = 0; host[h].at = sent
    :: host[h].at == SENDS && request[host[h].attempt].at == shut -> beginWait(h)
    /* The answer; or none, and the host closes the connection. */
    :: host[h].at == sent && (request[host[h].attempt].at == carriedOut || request[host[h].attempt].at == listed) -> link(h)
    :: host[h].at == sent -> beginWait(h)
    :: host[h].at == waiting && host[h].waited >= WINDOW && FOUND(h) -> link(h)
    :: host[h].at == waiting && host[h].waited >= WINDOW && !FOUND(h) ->
        host[h].own.document = unsent; host[h].waited = 0; host[h].at = ready
    /* Killed, and back with an empty directory. */
    :: host[h].at != idle -> giveUpDirectory(h)
    /* Uploads go to the folder of their epoch; who takes over reads the newest there is. */
    :: host[h].at != idle && host[h].epoch >= replicaEpoch ->
        replicaEpoch = host[h].epoch; replica.document = host[h].own.document; replica.journal = host[h].own.journal
    fi
}

inline carryOut(r) { vouchers++; request[r].at = carriedOut; request[r].age = 0; assert(vouchers <= 1) }

#define IS_DUE(r) (request[r].at == arrived && request[r].age >= LATE || request[r].at == carriedOut && request[r].age >= LAG)

inline grow(r) {
    if
    :: request[r].at == up && IS_CLOSED(r) -> request[r].at = shut; request[r].age = 0
    :: request[r].at == up && !IS_CLOSED(r) && request[r].age < CLOSES -> request[r].age++
    :: request[r].at == arrived || request[r].at == carriedOut -> request[r].age++
    :: else
    fi
}

inline tick() {
    grow(1); grow(2); grow(3);
    if
    :: host[0].at == waiting && host[0].waited < WINDOW -> host[0].waited++
    :: else
    fi;
    if
    :: host[1].at == waiting && host[1].waited < WINDOW -> host[1].waited++
    :: else
    fi
}

active proctype world() {
end:
    do
    :: atomic { step(0) }
    :: atomic { step(1) }
    :: atomic { owner != 0 -> owner = 0 }
    :: atomic { request[1].at == arrived -> carryOut(1) }
    :: atomic { request[2].at == arrived -> carryOut(2) }
    :: atomic { request[3].at == arrived -> carryOut(3) }
    :: atomic { request[1].at == carriedOut -> request[1].at = listed; request[1].age = 0 }
    :: atomic { request[2].at == carriedOut -> request[2].at = listed; request[2].age = 0 }
    :: atomic { request[3].at == carriedOut -> request[3].at = listed; request[3].age = 0 }
    :: atomic { !IS_DUE(1) && !IS_DUE(2) && !IS_DUE(3) -> tick() }
#ifdef REACHES_CRASH
    /* The model is not empty: a second owner goes on at once with what the first announced. */
    :: atomic { epoch == 2 && host[1].at == done && vouchers == 1 && attempts == 1 -> assert(false) }
#endif
#ifdef REACHES_RELINK
    /* Nor is it silent: a third owner makes what a first one announced and never sent. */
    :: atomic { epoch == 3 && attempts == 2 && vouchers == 1 -> assert(false) }
#endif
    od
}
