/// Why a request to the sandbox's own pages was not understood.
package struct SandboxAdminRefusal: Error, Sendable, Hashable {
    package var message: String

    package init(_ message: String) { self.message = message }
}

extension FaultPlan {
    /// Reads `{"seed": 7, "appointments": [{"system": "lexoffice", "write": true, "method": "POST", "path": "/v1/vouchers",
    /// "nth": 1, "fault": "drop_after", "milliseconds": 0}], "chances": [{"write": false, "perMille": 50, "fault": "throttle"}]}`.
    /// Everything but `nth`, `perMille` and `fault` may be left out; an unknown member is an error.
    package init(json: SandboxJSON) throws(SandboxAdminRefusal) {
        try FaultPlan.check(json, allowed: ["seed", "appointments", "chances"])
        self.init()
        if let seed = json["seed"] {
            guard let value = seed.intValue, value >= 0 else { throw SandboxAdminRefusal("seed: a whole number from 0") }
            self.seed = UInt64(value)
        }
        for entry in try FaultPlan.entries(json, "appointments") {
            try FaultPlan.check(entry, allowed: FaultPlan.members + ["nth"])
            guard let nth = entry["nth"]?.intValue, nth >= 1 else { throw SandboxAdminRefusal("nth: a whole number from 1") }
            appointments.append(Appointment(try FaultPlan.selector(entry), nth: nth, try FaultPlan.fault(entry)))
        }
        for entry in try FaultPlan.entries(json, "chances") {
            try FaultPlan.check(entry, allowed: FaultPlan.members + ["perMille"])
            guard let rate = entry["perMille"]?.intValue, (0...1000).contains(rate) else {
                throw SandboxAdminRefusal("perMille: a whole number from 0 to 1000")
            }
            chances.append(Chance(try FaultPlan.selector(entry), perMille: rate, try FaultPlan.fault(entry)))
        }
    }

    private static let members = ["system", "write", "method", "path", "fault", "milliseconds"]

    private static func check(_ json: SandboxJSON, allowed: [String]) throws(SandboxAdminRefusal) {
        guard let object = json.objectValue else { throw SandboxAdminRefusal("expected an object") }
        if let stranger = object.keys.first(where: { !allowed.contains($0) }) { throw SandboxAdminRefusal("unknown member \(stranger)") }
    }

    private static func entries(_ json: SandboxJSON, _ key: String) throws(SandboxAdminRefusal) -> [SandboxJSON] {
        guard let value = json[key] else { return [] }
        guard let entries = value.arrayValue else { throw SandboxAdminRefusal("\(key): expected an array") }
        return entries
    }

    private static func selector(_ json: SandboxJSON) throws(SandboxAdminRefusal) -> Selector {
        var selector = Selector()
        if let system = json["system"] {
            guard let value = system.stringValue.flatMap(SandboxSystem.init(rawValue:)) else {
                throw SandboxAdminRefusal("system: hero or lexoffice")
            }
            selector.system = value
        }
        if let write = json["write"] { selector.isWrite = try SandboxAdmin.flag(write, "write") }
        selector.method = json["method"]?.stringValue
        selector.path = json["path"]?.stringValue
        return selector
    }

    private static func fault(_ json: SandboxJSON) throws(SandboxAdminRefusal) -> Fault {
        guard let kind = json["fault"]?.stringValue.flatMap(Fault.Kind.init(rawValue:)) else {
            throw SandboxAdminRefusal("fault: one of \(Fault.Kind.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        let milliseconds = json["milliseconds"]?.intValue ?? 0
        guard (0...3_600_000).contains(milliseconds) else { throw SandboxAdminRefusal("milliseconds: at most an hour") }
        return Fault(kind, milliseconds: Int64(milliseconds))
    }
}
