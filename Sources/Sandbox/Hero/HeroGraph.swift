internal import Bookkeeping

/// Answers the query fields over one state of the account at one moment.
struct HeroGraph: Sendable {
    let records: HeroRecords
    let settings: HeroSettings
    /// What links to files begin with.
    let base: String
    let now: Instant

    /// Nil for a field the stand-in keeps no data for.
    func query(_ call: GraphQLCall) throws(GraphQLFailure) -> GraphQLValue? {
        switch call.field {
        case "echo": .string(call.string("message"))
        case "user": records.keyOwner.map(user)
        case "company": company
        case "countries": .list(records.countries.rows.map(country))
        case "contacts": try contacts(call)
        case "project_match": call.int("project_match_id").flatMap { records.projects[$0] }.map(project)
        case "project_matches": try projects(call)
        case "customer_documents": try documents(call)
        case "document_types": try documentTypes(call)
        case "file_uploads": try fileUploads(call)
        case "project_histories": try projectHistories(call)
        case "histories": .list(try page(records.histories.rows, call, order: [:]).map(history))
        case "tasks": try tasks(call)
        case "global_search": try search(call)
        default: nil
        }
    }

    private func contacts(_ call: GraphQLCall) throws(GraphQLFailure) -> GraphQLValue {
        let term = call.string("search")?.lowercased()
        let rows = records.customers.rows.filter { customer in
            accepts(call.ints("ids"), customer.id) && (call.string("category").map { $0 == customer.category } ?? true)
                && (call.bool("show_deleted") ?? true || !customer.isDeleted) && (term.map { matches(customer, $0) } ?? true)
        }
        let order: [String: (HeroCustomerRecord) -> HeroSortKey] = [
            "modified": { .number($0.modified.milliseconds) }, "created": { .number($0.created.milliseconds) },
            "company_name": { .text($0.companyName ?? "") }, "last_name": { .text($0.lastName ?? "") }, "nr": { .text($0.number ?? "") },
        ]
        return .list(try page(rows, call, order: order).map(customer))
    }

    private func matches(_ customer: HeroCustomerRecord, _ term: String) -> Bool {
        [customer.firstName, customer.lastName, customer.companyName, customer.email, customer.number].contains { text in
            text?.lowercased().contains(term) ?? false
        }
    }

    private func projects(_ call: GraphQLCall) throws(GraphQLFailure) -> GraphQLValue {
        let term = call.string("search")?.lowercased()
        let number = call.string("relative_id").map { $0.drop { !$0.isNumber } }
        let rows = records.projects.rows.filter { project in
            accepts(call.ints("ids"), project.id) && (call.int("customer_id").map { $0 == project.customerID } ?? true)
                && (call.string("type").map { ($0 == "copcontact") == project.isContactProject } ?? true)
                && (number.map { project.number.hasSuffix("-\($0)") } ?? true)
                && (term.map { "\(project.number) \(project.name ?? "")".lowercased().contains($0) } ?? true)
        }
        let order: [String: (HeroProjectRecord) -> HeroSortKey] = [
            "modified": { .number($0.modified.milliseconds) }, "created": { .number($0.created.milliseconds) },
        ]
        return .list(try page(rows, call, order: order).map(project))
    }

    private func documents(_ call: GraphQLCall) throws(GraphQLFailure) -> GraphQLValue {
        let rows: [HeroDocumentRecord]
        if let ids = call.ints("ids") {
            rows = Set(ids).sorted().compactMap { records.documents[$0] }
        } else {
            rows = records.documents.rows
        }
        return try documents(rows, call)
    }

    /// The filters and orders all lists of documents share. Deleted ones stay in.
    func documents(_ rows: [HeroDocumentRecord], _ call: GraphQLCall) throws(GraphQLFailure) -> GraphQLValue {
        let (types, projects, statuses) = (call.ints("document_type_ids"), call.ints("project_match_ids"), call.ints("status_codes"))
        let style = call.string("invoice_style")
        let found = rows.filter { document in
            accepts(types, document.draft.typeID) && accepts(statuses, document.statusCode)
                && (projects.map { ids in document.draft.projectID.map(ids.contains) ?? false } ?? true)
                && (style.map { $0 == document.draft.style?.rawValue } ?? true)
        }
        let order: [String: (HeroDocumentRecord) -> HeroSortKey] = [
            "modified": { .number($0.modified.milliseconds) }, "created": { .number($0.created.milliseconds) },
            "date": { .number($0.draft.date?.daysSince1970 ?? .min) }, "nr": { .text($0.number ?? "") },
            "value": { .number($0.totals.net) },
        ]
        return .list(try page(found, call, order: order).map(document))
    }

    private func documentTypes(_ call: GraphQLCall) throws(GraphQLFailure) -> GraphQLValue {
        let bases = call.strings("base_types")
        let rows = records.documentTypes.rows.filter { type in
            accepts(call.ints("ids"), type.id) && (bases?.contains(type.baseType) ?? true)
                && (type.isActive || call.bool("show_deleted") == true)
        }
        return .list(try page(rows, call, order: ["name": { .text($0.name) }]).map(documentType))
    }

    private func fileUploads(_ call: GraphQLCall) throws(GraphQLFailure) -> GraphQLValue {
        let uuids = call.strings("uuids")
        let rows = records.documents.rows.filter { document in
            settings.hasPDF(document, now: now) && (uuids?.contains(document.fileUUID) ?? true)
        }
        return .list(try page(rows, call, order: [:]).map(fileUpload))
    }

    private func projectHistories(_ call: GraphQLCall) throws(GraphQLFailure) -> GraphQLValue {
        let term = call.string("search_term")?.lowercased()
        let rows = records.histories.rows.filter { entry in
            (call.int("project_match_id").map { entry.target == "project_match" && entry.targetID == $0 } ?? true)
                && (call.bool("show_system_histories") ?? true || !entry.isSystem) && accepts(call.ints("user_ids"), entry.userID)
                && (term.map { entry.text.lowercased().contains($0) } ?? true)
        }
        return .list(try page(rows, call, order: ["created": { .number($0.created.milliseconds) }]).map(history))
    }

    private func tasks(_ call: GraphQLCall) throws(GraphQLFailure) -> GraphQLValue {
        let rows = records.tasks.rows.filter { task in
            accepts(call.ints("ids"), task.id) && (call.int("project_match_id").map { $0 == task.projectID } ?? true)
                && (call.bool("is_done").map { $0 == (task.doneDate != nil) } ?? true)
                && (call.bool("show_deleted") == true || !task.isDeleted)
        }
        return .list(try page(rows, call, order: [:]).map(task))
    }

    private func search(_ call: GraphQLCall) throws(GraphQLFailure) -> GraphQLValue {
        let term = (call.string("term") ?? "").lowercased()
        let category = call.string("category")
        var found: [GraphQLValue] = []
        if category == nil || category == "documents" {
            let rows = records.documents.rows.filter { $0.number?.lowercased().contains(term) ?? false }
            found += rows.map(document)
        }
        if category == nil || category == "contacts" {
            found += records.customers.rows.filter { matches($0, term) }.map(customer)
        }
        if category == nil || category == "project_matches" {
            found += records.projects.rows.filter { $0.number.lowercased().contains(term) }.map(project)
        }
        return .list(try window(found, call))
    }
}
