import StateCharts
import Testing

/// C18: the compiled Swift table equals the golden matrix, cell by cell.
struct ChartTableTests {
    @Test func integration() throws { try compare(IntegrationChart.self) }
    @Test func invoice() throws { try compare(InvoiceChart.self) }
    @Test func contact() throws { try compare(ContactChart.self) }
    @Test func payment() throws { try compare(PaymentChart.self) }
    @Test func contactImport() throws { try compare(ContactImportChart.self) }

    private func compare<C: StateChart>(_ chart: C.Type) throws {
        let golden = try GoldenMatrix(C.name)
        let cells = golden.cells
        var seen = 0
        for configuration in C.configurations {
            for event in C.Event.allCases {
                let step = C.step(configuration, event)
                guard let line = cells["\(configuration) \(event.rawValue)"] else {
                    #expect(step == (event.eventClass.canBeRefused ? .refused(nil) : .defect), "\(configuration) \(event)")
                    continue
                }
                seen += 1
                switch step {
                case .moved(let target, let effects):
                    #expect(line.refusal == nil && target.description == line.target, "\(configuration) \(event)")
                    #expect(effects.map(\.rawValue) == line.effects, "\(configuration) \(event)")
                case .refused(let reason):
                    #expect(reason?.rawValue == line.refusal && line.refusal != nil, "\(configuration) \(event)")
                case .defect: Issue.record("\(configuration) \(event): a defect, but the matrix has the cell")
                }
            }
        }
        #expect(seen == golden.lines.count)
        #expect(Set(C.configurations.map(\.description)) == golden.configurations)
        #expect(Set(C.configurations.map(\.description)).count == C.configurations.count)
        checkValues(chart)
    }

    private func checkValues<C: StateChart>(_ chart: C.Type) {
        for configuration in C.configurations {
            #expect(configuration.columnValues.count == C.Configuration.columnNames.count)
            #expect(C.Configuration(columnValues: configuration.columnValues) == configuration)
        }
        #expect(C.hash.count == 64 && C.hash.allSatisfy(\.isHexDigit))
        // Raised by hand with every change of behaviour, and so is this.
        let version = [InvoiceChart.name: 3, PaymentChart.name: 1][C.name] ?? 2
        #expect(C.version == version)
        #expect(C.mermaid.hasPrefix("stateDiagram-v2\n"))
        #expect(C.table.contains("# Chart \(C.name), version \(version)"))
        for event in C.Event.allCases { #expect(C.table.contains(event.rawValue)) }
    }

    @Test func onlyReachableConfigurationsExist() {
        var reachable = 0
        for phase in InvoicePhase.allCases {
            for life in InvoiceLife.allCases {
                for evidence in InvoiceEvidence.allCases {
                    for transfer in InvoiceTransfer.allCases {
                        for settlement in InvoiceSettlement.allCases {
                            let values = [phase.rawValue, life.rawValue, evidence.rawValue, transfer.rawValue, settlement.rawValue]
                            if InvoiceConfiguration(columnValues: values) != nil { reachable += 1 }
                        }
                    }
                }
            }
        }
        #expect(reachable == InvoiceChart.configurations.count)
        #expect(InvoiceConfiguration(columnValues: ["tracked", "paid", "sound", "waiting", "unbooked"]) == nil)
        #expect(InvoiceConfiguration(columnValues: ["tracked", "draft", "sound", "unjudged"]) == nil)
        #expect(InvoiceConfiguration(columnValues: ["tracked", "draft", "sound", "unjudged", "someday"]) == nil)
        #expect(ContactConfiguration(columnValues: ["inFlight"]) == nil)
    }

    @Test func columnsAreNamedForTheDatabase() {
        #expect(InvoiceConfiguration.columnNames == ["phase", "life", "evidence", "transfer", "settlement"])
        #expect(IntegrationConfiguration.columnNames == ["phase", "flow", "start_date"])
        #expect(ContactConfiguration.columnNames == ["state"])
        #expect(PaymentConfiguration.columnNames == ["state"])
        #expect(ContactImportConfiguration.columnNames == ["state"])
    }

    @Test func everyChartBeginsWhereTheDesignSays() {
        #expect(IntegrationChart.initial.description == "incomplete")
        #expect(InvoiceChart.initial.description == "draft/sound/unjudged/unbooked")
        #expect(ContactChart.initial.description == "unlinked")
        #expect(PaymentChart.initial.description == "toMirror")
        #expect(ContactImportChart.initial.description == "counted")
    }

    @Test func eventClassesFollowTheNames() {
        for event in InvoiceEvent.allCases { #expect(event.rawValue.hasPrefix(event.eventClass.rawValue + ".")) }
        for event in IntegrationEvent.allCases { #expect(event.rawValue.hasPrefix(event.eventClass.rawValue + ".")) }
        for event in ContactEvent.allCases { #expect(event.rawValue.hasPrefix(event.eventClass.rawValue + ".")) }
        for event in PaymentEvent.allCases { #expect(event.rawValue.hasPrefix(event.eventClass.rawValue + ".")) }
        for event in ContactImportEvent.allCases { #expect(event.rawValue.hasPrefix(event.eventClass.rawValue + ".")) }
    }

    /// The lists are those of statecharts.md §9 and §10 and of the charts' purpose, not read from the charts.
    @Test func attentionAwaitedAndFinal() {
        let transfers: Set<InvoiceTransfer> = [.blocked, .rejected, .clash, .fileRefused, .doubled, .edited, .gone]
        let requests: [InvoiceTransfer: InvoiceEffect] = [
            .checking: .lookupVoucher, .creating: .createVoucher, .uncertain: .resolveVoucher, .fileSending: .attachFile,
        ]
        for configuration in InvoiceChart.configurations {
            let expected =
                configuration.evidence == .contested || transfers.contains(configuration.transfer)
            #expect(InvoiceChart.isAttention(configuration) == expected, "\(configuration)")
            #expect(InvoiceChart.awaited(configuration) == requests[configuration.transfer]?.rawValue, "\(configuration)")
            #expect(!InvoiceChart.isFinal(configuration), "\(configuration)")
        }
        #expect(states(ContactChart.self, ContactChart.isAttention) == ["ambiguous", "rejected"])
        #expect(states(ContactChart.self, ContactChart.isFinal) == [])
        #expect(states(PaymentChart.self, PaymentChart.isAttention) == ["toWithdraw", "refused", "clash", "foreign"])
        #expect(states(PaymentChart.self, PaymentChart.isFinal) == ["accepted"])
        #expect(states(PaymentChart.self) { PaymentChart.awaited($0) != nil } == ["checking", "posting", "uncertain"])
        #expect(states(ContactImportChart.self, ContactImportChart.isAttention) == ["ambiguous", "refused"])
        #expect(states(ContactImportChart.self, ContactImportChart.isFinal) == ["gone"])
        #expect(states(ContactImportChart.self) { ContactImportChart.awaited($0) != nil } == ["checking", "creating", "uncertain"])
        #expect(
            states(IntegrationChart.self, IntegrationChart.isAttention)
                == ["blocked/open", "blocked/held", "blocked/fixed", "revokeBlocked"])
        #expect(states(IntegrationChart.self, IntegrationChart.isFinal) == ["deleted"])
    }

    private func states<C: StateChart>(_ chart: C.Type, _ isWanted: (C.Configuration) -> Bool) -> [String] {
        C.configurations.filter(isWanted).map(\.description)
    }

    @Test func compositesAreTheirLeaves() {
        for configuration in InvoiceChart.configurations {
            #expect(configuration.isInFlight == [.creating, .uncertain].contains(configuration.transfer))
            #expect(configuration.isStrayed == [.edited, .gone, .doubled].contains(configuration.transfer))
            #expect(
                configuration.isOnBooks
                    == [.fileDue, .fileSending, .fileUnsure, .fileRefused, .fileComplete].contains(configuration.transfer))
            #expect(configuration.isSettled == [.exact, .over].contains(configuration.settlement))
            #expect(configuration.isUnsettled == [.open, .partly, .writtenOff].contains(configuration.settlement))
            #expect(configuration.isIssued == [.locked, .uploaded, .paid, .cancelled].contains(configuration.life))
            let places = [configuration.isOffBooks, configuration.isInFlight, configuration.isOnBooks, configuration.isStrayed]
            #expect(places.count { $0 } == (configuration.isTracked ? 1 : 0))
        }
    }
}
