extension SandboxAdmin {
    /// Reads `{"denied": ["read_payments"], "trimsNumbers": true, "acceptsVoucherStatus": false, "toxicText": "…", "maximumFileBytes": 100,
    /// "requestsPerSecond": 2, "failing": ["RE-1"], "refusing": {"RE-2": {"code": "invalid_value", "source": "voucherDate"}}}`. What is not
    /// named stays; an unknown member is an error.
    func changeRules(_ json: SandboxJSON) throws(SandboxAdminRefusal) {
        guard let members = json.objectValue else { throw SandboxAdminRefusal("expected an object") }
        var rules = world.lexoffice.rules
        for key in members.keys {
            guard let value = json[key] else { continue }
            switch key {
            case "denied":
                rules.denied = Set(try SandboxAdmin.texts(value, key).compactMap(LexofficeOperation.init(rawValue:)))
                guard rules.denied.count == value.arrayValue?.count else { throw SandboxAdminRefusal("denied: an operation nobody knows") }
            case "trimsNumbers": rules.trimsNumbers = try SandboxAdmin.flag(value, key)
            case "acceptsVoucherStatus": rules.acceptsVoucherStatus = try SandboxAdmin.flag(value, key)
            case "toxicText":
                guard let text = value.stringValue else { throw SandboxAdminRefusal("toxicText: expected a text") }
                rules.toxicText = text
            case "maximumFileBytes":
                guard let bytes = value.intValue, bytes >= 0 else { throw SandboxAdminRefusal("maximumFileBytes: a whole number from 0") }
                rules.maximumFileBytes = bytes
            case "requestsPerSecond":
                guard let rate = value.intValue, rate >= 0 else { throw SandboxAdminRefusal("requestsPerSecond: 0 is any number") }
                rules.requestsPerSecond = rate == 0 ? nil : rate
            case "failing": for number in try SandboxAdmin.texts(value, key) { rules.trouble[number] = .failing }
            case "refusing":
                for number in value.objectValue?.keys ?? [] {
                    guard let code = value[number]?["code"]?.stringValue, let source = value[number]?["source"]?.stringValue else {
                        throw SandboxAdminRefusal("refusing: a code and a source for each number")
                    }
                    rules.trouble[number] = .refusing(code: code, source: source)
                }
            default: throw SandboxAdminRefusal("unknown member \(key)")
            }
        }
        let changed = rules
        world.withLexoffice { $0.rules = changed }
    }

    private static func texts(_ value: SandboxJSON, _ key: String) throws(SandboxAdminRefusal) -> [String] {
        guard let list = value.arrayValue, case let texts = list.compactMap(\.stringValue), texts.count == list.count else {
            throw SandboxAdminRefusal("\(key): expected a list of texts")
        }
        return texts
    }

    static func flag(_ value: SandboxJSON, _ key: String) throws(SandboxAdminRefusal) -> Bool {
        guard let flag = value.boolValue else { throw SandboxAdminRefusal("\(key): true or false") }
        return flag
    }
}
