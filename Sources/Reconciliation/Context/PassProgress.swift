package struct PassProgress: Sendable, Hashable {
    package enum Stage: String, Sendable { case observing, reading, relinking, transferring, draining, unlinking, importing }

    package var stage: Stage
    package var done: Int
    package var total: Int

    package init(stage: Stage, done: Int, total: Int) {
        self.stage = stage
        self.done = done
        self.total = total
    }
}
