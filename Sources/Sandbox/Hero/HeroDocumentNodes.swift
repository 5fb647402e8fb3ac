internal import Bookkeeping

extension HeroGraph {
    func date(_ day: BusinessDay?) -> GraphQLValue { .string(day?.description) }
    func time(_ instant: Instant) -> GraphQLValue { .leaf(HeroFormats.timestamp(instant, settings.timestampStyle)) }
    /// The id of something that may be missing.
    func reference(_ id: Int?) -> GraphQLValue { .int(id ?? (settings.absentID == .zero ? 0 : nil)) }
    func money(_ cents: Int64) -> GraphQLValue { .leaf(.euros(cents, settings.floatStyle)) }

    func document(_ record: HeroDocumentRecord) -> GraphQLValue {
        .node("CustomerDocument") { call throws(GraphQLFailure) in
            plainField(call, of: record) ?? relatedField(call, of: record)
        }
    }

    private func plainField(_ call: GraphQLCall, of record: HeroDocumentRecord) -> GraphQLValue? {
        switch call.field {
        case "id": .int(record.id)
        case "nr": .string(record.number)
        case "type", "localized_type": .string(record.type)
        case "status_code": .int(record.statusCode)
        case "status_name": .string(record.statusName)
        case "document_type_id": .int(record.draft.typeID)
        case "project_match_id": reference(record.draft.projectID)
        case "company_id": .int(records.company.id)
        case "contact_id": .int(record.draft.contactID ?? record.draft.customerID)
        case "partner_id": .int(record.draft.partnerID)
        case "file_upload_id": .int(settings.hasPDF(record, now: now) ? record.id : nil)
        case "date": date(record.draft.date)
        case "value": money(record.totals.net)
        case "vat": money(record.totals.tax)
        case "currency": .string(record.draft.currency)
        case "published_customer_document_draft_id": reference(record.hasPublishedDraft ? record.id : nil)
        case "selected_document_id": reference(record.selectedDocumentID)
        case "created": time(record.created)
        case "modified": time(record.modified)
        case "booking_relevant": .bool(records.documentTypes[record.draft.typeID]?.isBookingRelevant ?? false)
        case "link_view": .string("\(base)/customer-documents/view/\(record.id)")
        case "is_gaeb": .bool(false)
        default: nil
        }
    }

    private func relatedField(_ call: GraphQLCall, of record: HeroDocumentRecord) -> GraphQLValue? {
        switch call.field {
        case "document_type": records.documentTypes[record.draft.typeID].map(documentType)
        case "company": company
        case "customer": records.customers[record.draft.customerID].map(customer)
        case "contact": records.customers[record.draft.contactID ?? record.draft.customerID].map(customer)
        case "partner": record.draft.partnerID.flatMap { records.partners[$0] }.map(partner)
        case "project_match": record.draft.projectID.flatMap { records.projects[$0] }.map(project)
        case "file_upload": settings.hasPDF(record, now: now) ? fileUpload(record) : .null
        case "published_customer_document_draft": record.hasPublishedDraft ? publishedDraft(record) : .null
        case "metadata": metadata(record)
        case "customer_document_booking": record.booking.map { booking($0, of: record) }
        default: nil
        }
    }

    private func metadata(_ record: HeroDocumentRecord) -> GraphQLValue {
        .node("CustomerDocumentMetadata") { call in
            switch call.field {
            case "is_signed": .bool(false)
            case "invoice_style": .string(record.draft.style?.rawValue)
            case "positions": .list(record.positions.map { position($0, isGross: record.draft.isGross) })
            default: nil
            }
        }
    }

    /// `vat` is an amount, not a rate (hero-2026.md §7).
    private func position(_ line: HeroLine, isGross: Bool) -> GraphQLValue {
        let figures = HeroTotals.figures(of: line, isGross: isGross)
        return .node("CustomerDocumentPosition") { call in
            switch call.field {
            case "type": .string("product")
            case "name": .string(line.name)
            case "net_value": money(figures.net)
            case "vat": money(figures.tax)
            default: nil
            }
        }
    }

    private func publishedDraft(_ record: HeroDocumentRecord) -> GraphQLValue {
        .node("Documents_CustomerDocumentDraft") { call in
            switch call.field {
            case "id", "customer_document_id": .int(record.id)
            case "customer_document": document(record)
            case "type": .string(record.type)
            case "document_type_id": .int(record.draft.typeID)
            case "status_code": .int(record.statusCode)
            case "nr": .string(record.number)
            case "date": date(record.draft.date)
            case "value": money(record.totals.net)
            case "data": .leaf(draftData(record))
            case "partner_id": .int(record.draft.partnerID)
            case "partner": record.draft.partnerID.flatMap { records.partners[$0] }.map(partner)
            case "created": time(record.created)
            case "modified": time(record.modified)
            case "is_protected": .bool(true)
            case "deleted": .bool(record.statusCode == HeroStatus.deleted)
            default: nil
            }
        }
    }

    private func draftData(_ record: HeroDocumentRecord) -> SandboxJSON {
        guard !settings.unreadableDrafts.contains(record.id) else { return "{\"items\":[" }
        let data = HeroDraftData(record).json
        return switch settings.draftDataForm {
        case .object: data
        case .text: .string(data.text)
        case .alternating: record.id.isMultiple(of: 2) ? .string(data.text) : data
        }
    }

    private func booking(_ record: HeroBookingRecord, of owner: HeroDocumentRecord) -> GraphQLValue {
        .node("CustomerDocumentBooking") { call in
            switch call.field {
            case "id": .int(record.id)
            case "status": .string(record.status.key)
            case "status_name": .string(record.status.name)
            case "is_open": .bool(record.isOpen)
            case "balance": money(record.balance)
            case "due_date": date(record.dueDate)
            case "paid_date": date(record.paidDate)
            case "show_vat": .bool(records.documentTypes[owner.draft.typeID]?.showsVAT)
            case "discount_rate":
                .leaf(owner.draft.cashDiscount.map { HeroFormats.percent(basisPoints: $0.basisPoints) } ?? .int(0))
            case "discount_time": .int(owner.draft.cashDiscount?.days)
            case "discount_date":
                date(owner.draft.cashDiscount.flatMap { terms in owner.draft.date?.adding(days: terms.days) })
            case "payments": .list(record.payments.map(payment))
            case "customer_document": document(owner)
            case "created": time(record.created)
            case "modified": time(record.modified)
            default: nil
            }
        }
    }

    private func payment(_ record: HeroPaymentRecord) -> GraphQLValue {
        .node("Payment") { call in
            switch call.field {
            case "id": .int(record.id)
            case "paid_date": date(record.paidDate)
            case "value": money(record.value)
            case "invoice_discount_value": money(record.discount)
            case "created", "modified": time(record.created)
            default: nil
            }
        }
    }

    func fileUpload(_ record: HeroDocumentRecord) -> GraphQLValue {
        .node("FileUpload") { call in
            switch call.field {
            case "id": .int(record.id)
            case "uuid": .string(record.fileUUID)
            case "filename": .string("\(record.number ?? "Dokument-\(record.id)").pdf")
            case "type": .string("application/pdf")
            case "size": .int(HeroPDF.bytes(record, records).count)
            case "url_download", "src": .string("\(base)/downloads/\(record.fileUUID)")
            case "temporary_url": .string(temporaryURL(record, seconds: call.int("expires")))
            case "is_deleted", "preview_available": .bool(false)
            case "customer_document": document(record)
            case "created", "modified":
                time((record.renderingSince ?? record.created).adding(seconds: settings.pdfDelaySeconds))
            default: nil
            }
        }
    }

    private func temporaryURL(_ record: HeroDocumentRecord, seconds: Int?) -> String {
        let expires = now.milliseconds / 1000 + Int64(seconds ?? HeroSignedLink.defaultSeconds)
        return HeroSignedLink.url(uuid: record.fileUUID, expires: expires, key: settings.apiKey, base: base)
    }

    func documentType(_ record: HeroDocumentTypeRecord) -> GraphQLValue {
        .node("Documents_DocumentType") { call in
            switch call.field {
            case "id": .int(record.id)
            case "name": .string(record.name)
            case "base_type": .string(record.baseType)
            case "is_active": .bool(record.isActive)
            case "booking_relevant": .bool(record.isBookingRelevant)
            case "has_payment_relevance_status": .bool(false)
            case "has_total_price", "user_allowed", "has_valid_payment_setup": .bool(true)
            case "user_write_allowed": .bool(false)
            case "options": documentTypeOptions(record)
            default: nil
            }
        }
    }

    private func documentTypeOptions(_ record: HeroDocumentTypeRecord) -> GraphQLValue {
        .node("CustomerDocumentLayoutOption") { call in
            switch call.field {
            case "booking_category": .string(record.bookingCategory)
            case "show_vat": .bool(record.showsVAT)
            case "tax_exempt": .bool(!record.showsVAT)
            case "number_prefix": .string(record.numberPrefix)
            default: nil
            }
        }
    }
}
