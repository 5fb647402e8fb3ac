extension GraphQLDocument {
    /// Reads a request text: queries, mutations and fragments.
    package init(parsing text: String) throws(GraphQLFailure) {
        self.init(operations: [], fragments: [])
        var reader = try GraphQLTokenReader(text)
        guard !reader.isAtEnd else { throw reader.unexpected() }
        while !reader.isAtEnd {
            if reader.isPunctuation("{") {
                let selections = try reader.selections(depth: 0)
                operations.append(GraphQLOperation(kind: .query, name: nil, variables: [], selections: selections))
            } else if reader.skipKeyword("fragment") {
                fragments.append(try reader.fragment())
            } else if reader.current.kind == .name, let kind = GraphQLOperation.Kind(rawValue: reader.current.text) {
                reader.advance()
                operations.append(try reader.operation(kind))
            } else {
                throw reader.unexpected()
            }
        }
    }
}

extension GraphQLTokenReader {
    fileprivate mutating func operation(_ kind: GraphQLOperation.Kind) throws(GraphQLFailure) -> GraphQLOperation {
        let name = current.kind == .name ? advance().text : nil
        var variables: [GraphQLVariable] = []
        if skip("(") {
            repeat { variables.append(try variable()) } while !skip(")")
        }
        guard !isPunctuation("@") else { throw GraphQLFailure("Directives are not supported on operations.") }
        return GraphQLOperation(kind: kind, name: name, variables: variables, selections: try selections(depth: 0))
    }

    private mutating func variable() throws(GraphQLFailure) -> GraphQLVariable {
        try expect("$")
        let name = try name()
        try expect(":")
        let type = try type()
        return GraphQLVariable(name: name, type: type, defaultValue: skip("=") ? try value(isConstant: true) : nil)
    }

    fileprivate mutating func fragment() throws(GraphQLFailure) -> GraphQLFragment {
        let name = try name()
        guard name != "on", skipKeyword("on") else { throw failure(expected: "\"on\"") }
        return GraphQLFragment(name: name, condition: try self.name(), selections: try selections(depth: 0))
    }

    fileprivate mutating func selections(depth: Int) throws(GraphQLFailure) -> [GraphQLSelection] {
        guard depth < GraphQLTokenReader.maximumDepth else { throw GraphQLFailure("Syntax Error: Selections are nested too deeply.") }
        try expect("{")
        var selections: [GraphQLSelection] = []
        repeat { selections.append(try selection(depth: depth)) } while !skip("}")
        return selections
    }

    private mutating func selection(depth: Int) throws(GraphQLFailure) -> GraphQLSelection {
        guard skip("...") else { return .field(try field(depth: depth)) }
        if current.kind == .name, current.text != "on" {
            let name = advance().text
            return .spread(name: name, directives: try directives(isConstant: false))
        }
        let condition = skipKeyword("on") ? try name() : nil
        let directives = try directives(isConstant: false)
        return .inline(condition: condition, directives: directives, selections: try selections(depth: depth + 1))
    }

    private mutating func field(depth: Int) throws(GraphQLFailure) -> GraphQLField {
        var name = try name()
        var alias: String?
        if skip(":") {
            alias = name
            name = try self.name()
        }
        let arguments = try arguments(isConstant: false)
        let directives = try directives(isConstant: false)
        let selections = isPunctuation("{") ? try selections(depth: depth + 1) : []
        return GraphQLField(alias: alias, name: name, arguments: arguments, directives: directives, selections: selections)
    }
}
