internal import Bookkeeping

extension HeroStandIn {
    /// Carries out a mutation field; nil for any other field. Input HERO knows but does not use is dropped without a word
    /// (hero-api.md §1.7): `created`, `modified` and `id` of a payment, `is_deleted` of a contact.
    mutating func mutate(_ call: GraphQLCall, base: String, now: Instant) throws(GraphQLFailure) -> GraphQLValue? {
        switch call.field {
        case "create_payment": try createPayment(call, base: base, now: now)
        case "create_contact": try createContact(call, base: base, now: now)
        case "update_contact": try updateContact(call, base: base, now: now)
        case "add_logbook_entry": try addLogbookEntry(call, base: base, now: now)
        case "update_task": try updateTask(call, base: base, now: now)
        default: nil
        }
    }

    private func graph(base: String, now: Instant) -> HeroGraph {
        HeroGraph(records: records, settings: settings, base: base, now: now)
    }

    private mutating func createPayment(_ call: GraphQLCall, base: String, now: Instant) throws(GraphQLFailure) -> GraphQLValue? {
        guard let id = call.int("document_id"), let document = records.documents[id] else {
            throw GraphQLFailure("Document not found")
        }
        guard document.booking != nil else { throw GraphQLFailure("Document is not booking relevant") }
        let payment = call.object("payment") ?? SandboxObject()
        guard let value = HeroFormats.cents(payment["value"]) else { throw .internalServerError }
        let discount: Int64
        switch payment["invoice_discount_value"] {
        case nil, .null?: discount = 0
        case let given?:
            guard let cents = HeroFormats.cents(given) else { throw .internalServerError }
            discount = cents
        }
        let day = payment["paid_date"]?.stringValue.flatMap { BusinessDay($0) } ?? BusinessDay(berlinDayOf: now)
        enterPayment(documentID: id, value: Cents(value), discount: Cents(discount), on: day, now: now)
        return records.documents[id].map(graph(base: base, now: now).document)
    }

    private mutating func createContact(_ call: GraphQLCall, base: String, now: Instant) throws(GraphQLFailure) -> GraphQLValue? {
        let input = call.object("contact") ?? SandboxObject()
        if call.bool("findExisting") == true, let email = input["email"]?.stringValue?.lowercased(),
            let known = records.customers.rows.first(where: { !$0.isDeleted && $0.email?.lowercased() == email })
        {
            return graph(base: base, now: now).customer(known)
        }
        var customer = HeroCustomerRecord(type: "private")
        apply(input, to: &customer)
        func isBlank(_ text: String?) -> Bool { text?.allSatisfy(\.isWhitespace) ?? true }
        guard customer.type != "commercial" || !isBlank(customer.companyName) else {
            throw GraphQLFailure("company_name.missing: Bitte geben Sie einen Firmennamen an.")
        }
        guard !isBlank(customer.lastName) || !isBlank(customer.companyName) else {
            throw GraphQLFailure("last_name.missing: Bitte geben Sie einen Nachnamen an.")
        }
        if let country = customer.address?.countryID, records.countries[country] == nil { throw .internalServerError }
        let id = addCustomer(customer, now: now)
        return records.customers[id].map(graph(base: base, now: now).customer)
    }

    private mutating func updateContact(_ call: GraphQLCall, base: String, now: Instant) throws(GraphQLFailure) -> GraphQLValue? {
        let input = call.object("contact") ?? SandboxObject()
        guard let id = input["id"]?.intValue, var customer = records.customers[id] else { throw GraphQLFailure("Contact not found") }
        apply(input, to: &customer)
        if customer.address != nil, customer.address?.id == 0 {
            customer.address?.id = records.nextAddressID
            records.nextAddressID += 1
        }
        editCustomer(id, now: now) { $0 = customer }
        return records.customers[id].map(graph(base: base, now: now).customer)
    }

    /// Null and absent mean "no change".
    private func apply(_ input: SandboxObject, to customer: inout HeroCustomerRecord) {
        func set(_ key: String, _ path: WritableKeyPath<HeroCustomerRecord, String?>) {
            if let text = input[key]?.stringValue { customer[keyPath: path] = text }
        }
        set("nr", \.number)
        set("title", \.title)
        set("first_name", \.firstName)
        set("last_name", \.lastName)
        set("company_name", \.companyName)
        set("company_legal_form", \.companyLegalForm)
        set("email", \.email)
        set("phone_home", \.phoneHome)
        set("phone_mobile", \.phoneMobile)
        set("partner_notes", \.partnerNotes)
        if let type = input["type"]?.stringValue { customer.type = type }
        if let category = input["category"]?.stringValue { customer.category = category }
        if let flag = input["is_invoice_recipient"]?.boolValue { customer.isInvoiceRecipient = flag }
        guard let given = input["address"]?.objectValue else { return }
        var address = customer.address ?? HeroAddressRecord()
        if let street = given["street"]?.stringValue { address.street = street }
        if let line = given["line_1"]?.stringValue { address.line1 = line }
        if let line = given["line_2"]?.stringValue { address.line2 = line }
        if let zipcode = given["zipcode"]?.stringValue { address.zipcode = zipcode }
        if let city = given["city"]?.stringValue { address.city = city }
        if let country = given["country_id"]?.intValue {
            address.countryID = country
        } else if customer.address == nil, address.zipcode?.count == 4 {
            // A four-digit postcode is Swiss until somebody says otherwise (§2.8).
            address.countryID = 3
        }
        customer.address = address
    }

    private mutating func addLogbookEntry(_ call: GraphQLCall, base: String, now: Instant) throws(GraphQLFailure) -> GraphQLValue? {
        let input = call.object("logbook_entry") ?? SandboxObject()
        guard let target = input["target"]?.stringValue, let targetID = input["target_id"]?.intValue,
            let text = input["custom_text"]?.stringValue
        else { throw .internalServerError }
        guard target != "project_match" || records.projects[targetID] != nil else { throw GraphQLFailure("Project not found") }
        let entry = HeroHistoryRecord(
            id: records.histories.nextID, target: target, targetID: targetID, text: text, userID: records.keyOwner?.userID ?? 0,
            isSystem: false, created: now)
        records.histories.append(entry)
        return graph(base: base, now: now).history(entry)
    }

    /// Creates a task without an id, changes the one with it. What is done stays done.
    private mutating func updateTask(_ call: GraphQLCall, base: String, now: Instant) throws(GraphQLFailure) -> GraphQLValue? {
        let input = call.object("task") ?? SandboxObject()
        var task = HeroTaskRecord(
            id: records.tasks.nextID, title: nil, comment: nil, authorUserID: records.keyOwner?.userID ?? 0, targetUserID: nil,
            projectID: nil, dueDate: nil, doneDate: nil, isDeleted: false, created: now, modified: now)
        let givenID = input["id"]?.intValue
        if let givenID {
            guard let known = records.tasks[givenID] else { throw GraphQLFailure("Task not found") }
            task = known
        }
        task.title = input["title"]?.stringValue ?? task.title
        task.comment = input["comment"]?.stringValue ?? task.comment
        task.targetUserID = input["target_user_id"]?.intValue ?? task.targetUserID
        task.projectID = input["target_project_match_id"]?.intValue ?? task.projectID
        task.dueDate = input["due_date"]?.stringValue ?? task.dueDate
        task.doneDate = task.doneDate ?? input["done_date"]?.stringValue
        task.isDeleted = input["is_deleted"]?.boolValue ?? task.isDeleted
        task.modified = now
        if givenID == nil {
            records.tasks.append(task)
        } else {
            _ = records.tasks.change(task.id) { $0 = task }
        }
        return graph(base: base, now: now).task(task)
    }
}
