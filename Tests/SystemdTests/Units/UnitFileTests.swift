import Testing

@Suite struct UnitFileTests {
    private static let names = ["reconcile.service", "reconcile@.service"]

    /// What both units must have, word for word.
    private static let service: [(String, [String])] = [
        // 252 does not know notify-reload and would fall back to Type=simple.
        ("Type", ["notify"]),
        ("WatchdogSec", ["60s"]),
        ("WatchdogSignal", ["SIGKILL"]),
        ("TimeoutAbortSec", ["5s"]),
        ("TimeoutStartSec", ["2min"]),
        ("TimeoutStopSec", ["15s"]),
        ("KillMode", ["mixed"]),
        ("LimitCORE", ["0"]),
        ("MemoryMax", ["1G"]),
        ("Restart", ["on-failure"]),
        ("RestartSec", ["10s"]),
        ("RestartPreventExitStatus", ["64 73 77 78"]),
        ("SyslogIdentifier", ["reconcile"]),
        ("StateDirectoryMode", ["0700"]),
        ("RuntimeDirectoryMode", ["0755"]),
        ("UMask", ["0077"]),
    ]

    private static let sandbox: [(String, [String])] = [
        ("NoNewPrivileges", ["yes"]), ("CapabilityBoundingSet", [""]), ("AmbientCapabilities", [""]), ("ProtectSystem", ["strict"]),
        ("ProtectHome", ["yes"]), ("PrivateTmp", ["yes"]), ("PrivateDevices", ["yes"]), ("DevicePolicy", ["closed"]),
        ("PrivateUsers", ["yes"]), ("PrivateIPC", ["yes"]), ("PrivateMounts", ["yes"]), ("ProtectHostname", ["yes"]),
        ("ProtectClock", ["yes"]), ("ProtectKernelTunables", ["yes"]), ("ProtectKernelModules", ["yes"]), ("ProtectKernelLogs", ["yes"]),
        ("ProtectControlGroups", ["yes"]), ("ProtectProc", ["invisible"]), ("ProcSubset", ["pid"]), ("LockPersonality", ["yes"]),
        ("MemoryDenyWriteExecute", ["yes"]), ("RemoveIPC", ["yes"]), ("RestrictNamespaces", ["yes"]), ("RestrictRealtime", ["yes"]),
        ("RestrictSUIDSGID", ["yes"]), ("RestrictAddressFamilies", ["AF_UNIX AF_INET AF_INET6"]), ("SystemCallArchitectures", ["native"]),
        ("SystemCallFilter", ["@system-service", "~@privileged @resources"]), ("SystemCallErrorNumber", ["EPERM"]),
    ]

    @Test(arguments: names) func everyRequiredDirectiveIsThere(_ name: String) throws {
        let unit = try UnitFile(name)
        for (directive, values) in UnitFileTests.service + UnitFileTests.sandbox {
            #expect(unit["Service", directive] == values, "\(directive)")
        }
        // The signal first: so the service refuses a bad configuration itself, and then the command fails, too.
        let start = try #require(unit["Service", "ExecStart"]?.first)
        #expect(unit["Service", "ExecReload"] == ["kill -HUP $MAINPID", "\(start) --check"])
        #expect(unit["Unit", "Wants"] == ["network-online.target"])
        #expect(unit["Unit", "After"]?.first?.split(separator: " ").contains("network-online.target") == true)
        #expect(unit["Install", "WantedBy"] == ["multi-user.target"])
    }

    @Test func oneAccount() throws {
        let unit = try UnitFile("reconcile.service")
        #expect(unit["Service", "ExecStart"] == ["/usr/bin/reconcile serve"])
        #expect(unit["Service", "User"] == ["reconcile"])
        #expect(unit["Service", "Group"] == ["reconcile"])
        #expect(unit["Service", "DynamicUser"] == nil)
        #expect(unit["Service", "StateDirectory"] == ["reconcile"])
        #expect(unit["Service", "RuntimeDirectory"] == ["reconcile"])
        #expect(
            unit["Service", "LoadCredential"] == [
                "hero-api-key:reconcile.hero-api-key", "lexoffice-api-key:reconcile.lexoffice-api-key",
                "lexoffice-client-secret:reconcile.lexoffice-client-secret", "notify-smtp-password:reconcile.notify-smtp-password",
                "notify-webhook-secret:reconcile.notify-webhook-secret",
            ])
    }

    /// Configuration, keys, state and user of its own. Without `User=` all instances would share one user and read each other's keys.
    @Test func oneOfSeveralAccounts() throws {
        let unit = try UnitFile("reconcile@.service")
        #expect(unit["Service", "ExecStart"] == ["/usr/bin/reconcile serve --config /etc/reconcile/%i/reconcile.yaml"])
        #expect(unit["Service", "DynamicUser"] == ["yes"])
        #expect(unit["Service", "User"] == ["reconcile-%i"])
        #expect(unit["Service", "Group"] == ["reconcile-%i"])
        #expect(unit["Service", "StateDirectory"] == ["reconcile-%i"])
        #expect(unit["Service", "RuntimeDirectory"] == ["reconcile-%i"])
        #expect(
            unit["Service", "LoadCredential"] == [
                "hero-api-key:reconcile.%i.hero-api-key", "lexoffice-api-key:reconcile.%i.lexoffice-api-key",
                "lexoffice-client-secret:reconcile.%i.lexoffice-client-secret", "notify-smtp-password:reconcile.%i.notify-smtp-password",
                "notify-webhook-secret:reconcile.%i.notify-webhook-secret",
            ])
    }

    @Test func theTwoDifferOnlyWhereTheyMust() throws {
        let one = try UnitFile("reconcile.service")
        let several = try UnitFile("reconcile@.service")
        let keys = Set(one.values.keys).union(several.values.keys)
        let different = keys.filter { one.values[$0] != several.values[$0] }.map { $0.section + "." + $0.name }
        #expect(
            different.sorted() == [
                "Service.DynamicUser", "Service.ExecReload", "Service.ExecStart", "Service.Group", "Service.LoadCredential",
                "Service.RuntimeDirectory", "Service.StateDirectory", "Service.User", "Unit.Description",
            ])
    }

    /// The environment of a unit is readable by everybody, over the bus.
    @Test(arguments: names) func noSecretIsInTheEnvironment(_ name: String) throws {
        let unit = try UnitFile(name)
        #expect(unit["Service", "Environment"] == ["SWIFT_BACKTRACE=enable=no"])
        for directive in ["EnvironmentFile", "PassEnvironment", "SetCredential", "SetCredentialEncrypted"] {
            #expect(unit["Service", directive] == nil)
        }
    }

    /// Unknown to 252, which would ignore them.
    @Test(arguments: names) func nothingIsNewerThanDebian12(_ name: String) throws {
        let unit = try UnitFile(name)
        for directive in [
            "ImportCredential", "RestartSteps", "RestartMaxDelaySec", "OpenFile", "ReloadSignal", "PrivatePIDs", "SetLoginEnvironment",
            "MemoryZSwapMax", "RestartMode", "CoredumpReceive", "SurviveFinalKillSignal",
        ] {
            #expect(unit["Service", directive] == nil)
        }
    }
}
