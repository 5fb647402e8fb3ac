import Foundation

/// Exit codes: 0 done, 1 a chart has faults (they are on standard error), 64 the arguments make no sense.
func main() -> Int32 {
    func complain(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
    guard let command = CompilerCommand(arguments: Array(CommandLine.arguments.dropFirst())) else {
        complain(CompilerCommand.usage)
        return 64
    }
    let diagnostics = command.run { FileHandle.standardOutput.write(Data($0.utf8)) }
    diagnostics.forEach(complain)
    return diagnostics.isEmpty ? 0 : 1
}

exit(main())
