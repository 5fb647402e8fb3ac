// swift-tools-version: 6.2
import PackageDescription

/// One list for every target: a misspelt feature is an error, and so is every warning.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
    .treatWarning("UnrecognizedStrictLanguageFeatures", as: .error),
]

/// For what a pass is made of, which is optimised in every build: its tests live whole years, and most of what they take is the program's
/// own time. What stands around it is optimised for release alone: that takes three times as long to compile, and its tests hardly compute.
let program: [SwiftSetting] = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// For what people start by the minute: a program that names nothing to others and says where it is to be relocated in a hundredth of the
/// room is half as large in memory when it has told its status, and with most of what it runs for that side by side 24 MiB instead of 34
/// (`Tests/Outside/start_order.py` lists it).
let small: [LinkerSetting] = [
    .unsafeFlags(
        [
            "-use-ld=lld", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs", "-Xlinker", "--no-export-dynamic", "-Xlinker",
            "--symbol-ordering-file=\(Context.packageDirectory)/Sources/Entry/start.order", "-Xlinker", "--no-warn-symbol-ordering",
        ],
        .when(configuration: .release))
]

let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")

let package = Package(
    name: "reconcile",
    products: [.executable(name: "reconcile", targets: ["reconcile"])],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        .target(name: "CCurl"),
        .target(name: "CSystemd"),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CFileLock"),
        .systemLibrary(name: "CHeap"),
        .target(name: "StrictXML", swiftSettings: program),
        .executableTarget(name: "StateChartCompiler", dependencies: ["StrictXML"], swiftSettings: strict),
        .plugin(
            name: "StateChartPlugin", capability: .buildTool(), dependencies: ["StateChartCompiler"],
            path: "Sources/StateChartPlugin"),
        .target(
            name: "StateCharts", path: "StateCharts",
            exclude: [
                "integration.scxml", "invoice.scxml", "contact.scxml", "payment.scxml", "contactImport.scxml", "golden", "README.md",
            ],
            swiftSettings: program, plugins: ["StateChartPlugin"]),
        .target(name: "Bookkeeping", swiftSettings: program),
        .target(name: "EInvoice", dependencies: ["Bookkeeping", "CZlib", "StrictXML", crypto], swiftSettings: program),
        .target(name: "Wording", dependencies: ["Bookkeeping"], swiftSettings: program),
        .target(name: "Output", swiftSettings: program),
        .target(name: "Transport", dependencies: ["CCurl", httpTypes, crypto], swiftSettings: program),
        .target(name: "Hero", dependencies: ["Bookkeeping", "Transport", httpTypes], swiftSettings: program),
        .target(
            name: "Lexoffice", dependencies: ["Bookkeeping", "Output", "Transport", httpTypes, crypto], swiftSettings: program),
        .target(
            name: "Persistence", dependencies: ["Bookkeeping", "CFileLock", "StateCharts", "Transport", grdb, sqlite, crypto],
            swiftSettings: program),
        .target(
            name: "ConsoleAccess", dependencies: ["Bookkeeping", "Persistence", "Transport", crypto], swiftSettings: strict),
        .target(
            name: "Telemetry",
            dependencies: ["Bookkeeping", "ConsoleAccess", "StateCharts", "Transport", "Hero", "Lexoffice", "Persistence"],
            swiftSettings: strict),
        .target(
            name: "Reconciliation",
            dependencies: ["Bookkeeping", "EInvoice", "Wording", "StateCharts", "Persistence", "Hero", "Lexoffice", "Transport", crypto],
            swiftSettings: program),
        .target(
            name: "Comparison",
            dependencies: ["Bookkeeping", "StateCharts", "Persistence", "Hero", "Lexoffice", "Transport", "Reconciliation"],
            swiftSettings: program),
        .target(
            name: "Administration",
            dependencies: ["Bookkeeping", "Wording", "StateCharts", "Persistence", "Hero", "Lexoffice", "Transport", "Reconciliation"],
            swiftSettings: program),
        .target(
            name: "Cluster", dependencies: ["Bookkeeping", "Persistence", "Transport", httpTypes, crypto], swiftSettings: program),
        .target(name: "Pilot", dependencies: ["Bookkeeping", "Wording", "Hero", "Lexoffice", "Transport"], swiftSettings: strict),
        .target(
            name: "Reporting",
            dependencies: [
                "Bookkeeping", "EInvoice", "Wording", "StateCharts", "Persistence", "Hero", "Lexoffice", "Output", "Reconciliation",
                "Comparison", "Administration", "Pilot",
            ], swiftSettings: strict),
        .target(
            name: "Notify",
            dependencies: [
                "Bookkeeping", "StateCharts", "Transport", "Persistence", "Reconciliation", "Output", "Wording", crypto, httpTypes,
                lifecycle, logging,
            ], swiftSettings: strict),
        .target(
            name: "Export", dependencies: ["Bookkeeping", "Wording", "StateCharts", "Persistence", "Hero", "Output", "Reconciliation"],
            swiftSettings: strict),
        .target(name: "Systemd", dependencies: ["CSystemd", "Output", logging], swiftSettings: strict),
        .target(
            name: "Web",
            dependencies: [
                "Bookkeeping", "Wording", "Telemetry", "Lexoffice", "Transport", hummingbird, httpTypes, lifecycle, logging, crypto,
                cryptoExtras,
            ],
            swiftSettings: program),
        .target(
            name: "Console",
            dependencies: [
                "Administration", "Bookkeeping", "Comparison", "ConsoleAccess", "EInvoice", "Export", "Hero", "Lexoffice", "Output",
                "Persistence",
                "Reconciliation", "Reporting", "StateCharts", "Telemetry", "Transport", "Web", "Wording", hummingbird, httpTypes, lifecycle,
                logging,
                mustache,
            ],
            swiftSettings: strict),
        .target(
            name: "Daemon",
            dependencies: [
                "Bookkeeping", "StateCharts", "Transport", "Persistence", "Reconciliation", "Lexoffice", "Systemd", "Telemetry", "Web",
                httpTypes,
                lifecycle,
                logging,
            ], swiftSettings: strict),
        .target(
            name: "Fleet",
            dependencies: [
                "Bookkeeping", "Daemon", "Persistence", "Reconciliation", "Systemd", "Telemetry", "Transport", "Web", lifecycle, logging,
            ], swiftSettings: program),
        .target(
            name: "Sandbox",
            dependencies: ["Bookkeeping", "Transport", httpTypes, crypto, hummingbird, logging],
            resources: [.embedInCode("Hero/hero-schema.graphql")],
            swiftSettings: program),
        .target(
            name: "ReconcileCommand",
            dependencies: [
                "Bookkeeping", "CHeap", "EInvoice", "StateCharts", "Transport", "Hero", "Lexoffice", "Persistence", "Reconciliation",
                "Comparison",
                "Administration", "Cluster", "Console", "ConsoleAccess", "Reporting", "Export", "Pilot", "Sandbox", "Daemon", "Fleet",
                "Notify", "Output", "Systemd", "Telemetry", "Web", "Wording", "Yams", argumentParser, lifecycle, unixSignals, logging,
            ],
            path: "Sources/reconcile", swiftSettings: strict),
        .executableTarget(
            name: "reconcile", dependencies: ["ReconcileCommand"], path: "Sources/Entry", exclude: ["start.order"],
            swiftSettings: strict, linkerSettings: small),
        .executableTarget(
            name: "Fuzz",
            dependencies: [
                "ReconcileCommand", "Bookkeeping", "EInvoice", "Transport", "Hero", "Lexoffice", "Persistence", "Reconciliation",
                "Comparison", "Administration", "Reporting", "Sandbox", "Telemetry", "Web", "Wording", "TestSupport", argumentParser, grdb,
                httpTypes,
            ],
            path: "Tests/Fuzz", exclude: ["Seeds"], swiftSettings: strict),
        .executableTarget(
            name: "ClusterTrial",
            dependencies: [
                "ReconcileCommand", "Bookkeeping", "Cluster", "Hero", "Lexoffice", "Persistence", "Reconciliation", "Transport",
                argumentParser,
            ],
            path: "Tests/ClusterTrial", swiftSettings: strict),
        .target(name: "TestSupport", dependencies: ["Transport", crypto, cryptoExtras], path: "Tests/TestSupport", swiftSettings: strict),
        .testTarget(name: "StateChartCompilerTests", dependencies: ["StateChartCompiler", "StrictXML"], swiftSettings: strict),
        .testTarget(name: "StrictXMLTests", dependencies: ["StrictXML"], swiftSettings: strict),
        .testTarget(
            name: "StateChartsTests",
            dependencies: ["StateCharts", grdb, .product(name: "GRDBSQLite", package: "GRDB.swift")], swiftSettings: strict),
        .testTarget(
            name: "EInvoiceTests", dependencies: ["EInvoice", "Bookkeeping", "CZlib", "Reporting", "TestSupport", crypto],
            swiftSettings: strict),
        .testTarget(name: "OutputTests", dependencies: ["Output"], swiftSettings: strict),
        .testTarget(name: "BookkeepingTests", dependencies: ["Bookkeeping", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "WordingTests", dependencies: ["Wording", "Bookkeeping"], swiftSettings: strict),
        .testTarget(name: "TransportTests", dependencies: ["Transport", "TestSupport", httpTypes], swiftSettings: strict),
        .testTarget(
            name: "HeroTests", dependencies: ["Hero", "Bookkeeping", "Transport", "Sandbox", "TestSupport", httpTypes],
            swiftSettings: strict),
        .testTarget(
            name: "LexofficeTests", dependencies: ["Lexoffice", "Bookkeeping", "Transport", "Sandbox", "TestSupport", httpTypes],
            swiftSettings: strict),
        .testTarget(
            name: "SandboxTests", dependencies: ["Sandbox", "Bookkeeping", "Transport", "TestSupport", httpTypes], swiftSettings: strict),
        .testTarget(
            name: "PilotTests",
            dependencies: [
                "Pilot", "Bookkeeping", "Hero", "Lexoffice", "Reconciliation", "Reporting", "Sandbox", "Transport", "TestSupport",
                "Wording", httpTypes,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "ClusterTests",
            dependencies: ["Cluster", "Bookkeeping", "Persistence", "StateCharts", "Transport", "TestSupport", grdb, httpTypes],
            swiftSettings: strict),
        .testTarget(name: "SystemdTests", dependencies: ["Systemd", "Transport", "TestSupport", logging], swiftSettings: strict),
        .testTarget(
            name: "TelemetryTests", dependencies: ["Telemetry", "Bookkeeping", "ConsoleAccess", "StateCharts", "Transport", "Persistence"],
            swiftSettings: strict),
        .testTarget(
            name: "PersistenceTests", dependencies: ["Persistence", "Bookkeeping", "StateCharts", "TestSupport", grdb],
            swiftSettings: strict),
        .testTarget(
            name: "ConsoleAccessTests", dependencies: ["ConsoleAccess", "Bookkeeping", "Persistence", "Transport", "TestSupport", grdb],
            swiftSettings: strict),
        .testTarget(
            name: "ReconciliationTests", dependencies: ["Reconciliation", "Bookkeeping", "Lexoffice", "Persistence", "Transport"],
            swiftSettings: strict),
        .testTarget(
            name: "SimulationTests",
            dependencies: [
                "Console", "ConsoleAccess", "Reconciliation", "Comparison", "Administration", "Reporting", "Persistence", "StateCharts",
                "Hero", "Lexoffice",
                "Sandbox",
                "Bookkeeping", "Transport", "TestSupport", "Daemon", "Fleet", "Systemd", "Telemetry", "Web", "Wording", httpTypes, grdb,
                logging, lifecycle,
            ], swiftSettings: strict),
        .testTarget(
            name: "DaemonTests",
            dependencies: [
                "Daemon", "Bookkeeping", "Lexoffice", "Persistence", "Reconciliation", "Systemd", "Telemetry", "Transport", "Web",
                "TestSupport", httpTypes, logging,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "FleetTests",
            dependencies: [
                "Fleet", "Bookkeeping", "Daemon", "Systemd", "Telemetry", "Transport", "TestSupport", "Web", logging,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "NotifyTests",
            dependencies: [
                "Notify", "Bookkeeping", "Persistence", "Reconciliation", "StateCharts", "TestSupport", "Transport", "Wording", httpTypes,
                logging,
            ], swiftSettings: strict),
        .testTarget(
            name: "WebTests", dependencies: ["Web", "Telemetry", "Lexoffice", "Transport", "TestSupport", httpTypes, lifecycle, logging],
            swiftSettings: strict),
        .testTarget(
            name: "ConsoleTests",
            dependencies: [
                "Console", "Administration", "Bookkeeping", "Comparison", "ConsoleAccess", "Hero", "Lexoffice", "Persistence",
                "Reconciliation", "StateCharts", "Transport", "Web", "Wording", "TestSupport", logging,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "ReportingTests",
            dependencies: [
                "Reporting", "Administration", "Bookkeeping", "Comparison", "Output", "Persistence", "Reconciliation", "Wording",
                "TestSupport",
            ], swiftSettings: strict),
        .testTarget(
            name: "ExportTests",
            dependencies: ["Export", "Bookkeeping", "Persistence", "Wording"],
            swiftSettings: strict),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "reconcile", "ReconcileCommand", "Fuzz", "Sandbox", "Bookkeeping", "Cluster", "Lexoffice", "Output", "Reconciliation",
                "Transport", "TestSupport", "Wording", argumentParser, httpTypes,
            ],
            swiftSettings: strict),
    ]
)
