import Foundation
import PackagePlugin

/// Compiles the charts beside the target into Swift, whenever one of them changed.
@main
struct StateChartPlugin: BuildToolPlugin {
    /// Named one by one: a build system that only watches a folder misses added and removed files.
    private static let charts = ["integration", "invoice", "contact", "payment", "contactImport"]

    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let output = context.pluginWorkDirectoryURL
        let inputs = Self.charts.map { target.directoryURL.appending(path: "\($0).scxml") }
        return [
            .buildCommand(
                displayName: "Compiling the state charts",
                executable: try context.tool(named: "StateChartCompiler").url,
                arguments: inputs.map { $0.path(percentEncoded: false) } + ["--swift-output", output.path(percentEncoded: false)],
                inputFiles: inputs,
                outputFiles: Self.charts.map { output.appending(path: "\($0.prefix(1).uppercased() + $0.dropFirst())Chart.swift") })
        ]
    }
}
