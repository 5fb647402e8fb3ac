import ArgumentParser
import Reconciliation

extension Exit {
    /// The parser's own way to end the process with a code.
    var shell: ArgumentParser.ExitCode { ArgumentParser.ExitCode(rawValue) }
}
