/// What may stand in a configuration file, and what is said of what may not.
struct ConfigurationGrammar: Sendable {
    let keys: [Setting]
    /// Known, but not in this file; with where they belong.
    let elsewhere: (keys: [Setting], hint: String)
    /// Where the key belongs that somebody looked for in this file.
    let credentialPlace: @Sendable (_ name: String) -> String
    /// By which the file was named.
    let option: String
    /// Read in pieces and without waiting: one file of many must not hold up the others.
    let isOneOfMany: Bool

    static let installation = ConfigurationGrammar(
        keys: Configuration.keys, elsewhere: ([], ""), credentialPlace: { "the file \($0) in $CREDENTIALS_DIRECTORY" }, option: "--config",
        isOneOfMany: false)
}
