/// How often a request is tried again. Bounds are for one request; the reconciler comes back later anyway.
enum Patience {
    /// Tries in all while the answer is 429.
    static let throttledTries = 5
    /// Tries after the first one while a read meets 500, 502, 503, 504 or no answer.
    static let readRetries = 3
}
