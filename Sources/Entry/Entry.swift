import ReconcileCommand

/// The program. All it does is in `ReconcileCommand`, a library, so that the fuzzer can be linked with the same code.
@main
enum Entry {
    static func main() { Program.main() }
}
