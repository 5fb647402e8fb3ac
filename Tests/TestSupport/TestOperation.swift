import Transport

extension RemoteOperation {
    /// What a test asks that looks at something else.
    package static let test = RemoteOperation(.hero, "test")
}
