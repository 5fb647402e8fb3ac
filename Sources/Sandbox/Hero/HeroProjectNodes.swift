internal import Bookkeeping

extension HeroGraph {
    func project(_ record: HeroProjectRecord) -> GraphQLValue {
        .node("ProjectMatch") { call throws(GraphQLFailure) in
            switch call.field {
            case "id": .int(record.id)
            case "project_nr", "display_id": .string(record.number)
            case "relative_id": .int(Int(record.number.drop { !$0.isNumber }))
            case "name", "project_title": .string(record.name)
            case "project_type": .string(record.isContactProject ? "copcontact" : "project")
            case "customer_id": .int(record.customerID)
            case "customer": records.customers[record.customerID].map(customer)
            case "contact_id": .int(record.contactID)
            case "contact": record.contactID.flatMap { records.customers[$0] }.map(customer)
            case "partner_id": .int(record.partnerID)
            case "partner": record.partnerID.flatMap { records.partners[$0] }.map(partner)
            case "company_id": .int(records.company.id)
            case "is_deleted": .bool(record.isDeleted)
            case "created": time(record.created)
            case "modified": time(record.modified)
            case "customer_documents":
                try documents(records.documents.rows.filter { $0.draft.projectID == record.id }, call)
            case "histories":
                .list(
                    try page(
                        records.histories.rows.filter { $0.target == "project_match" && $0.targetID == record.id }, call,
                        order: ["created": { .number($0.created.milliseconds) }]
                    ).map(history))
            default: nil
            }
        }
    }

    func history(_ record: HeroHistoryRecord) -> GraphQLValue {
        .node("History") { call in
            switch call.field {
            case "id": .int(record.id)
            case "target": .string(record.target)
            case "target_id": .int(record.targetID)
            case "target_project_match_id": .int(record.target == "project_match" ? record.targetID : nil)
            case "target_project_match": record.target == "project_match" ? records.projects[record.targetID].map(project) : .null
            case "custom_text": .string(record.text)
            case "user_id": .int(record.userID)
            case "author_name": .string(records.partners.rows.first { $0.userID == record.userID }?.fullName ?? "HERO")
            case "is_editable": .bool(!record.isSystem)
            case "created", "modified": time(record.created)
            default: nil
            }
        }
    }

    func task(_ record: HeroTaskRecord) -> GraphQLValue {
        .node("Task") { call in
            switch call.field {
            case "id": .int(record.id)
            case "title": .string(record.title)
            case "comment": .string(record.comment)
            case "author_user_id": .int(record.authorUserID)
            case "target_user_id": .int(record.targetUserID)
            case "target_project_match_id": .int(record.projectID)
            case "target_project_match": record.projectID.flatMap { records.projects[$0] }.map(project)
            case "due_date": .string(record.dueDate)
            case "done_date": .string(record.doneDate)
            case "is_deleted": .bool(record.isDeleted)
            case "company_id": .int(records.company.id)
            case "created": time(record.created)
            case "modified": time(record.modified)
            default: nil
            }
        }
    }
}
