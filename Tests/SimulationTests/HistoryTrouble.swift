import Foundation
import HTTPTypes
import Sandbox
import TestSupport
import Transport

/// What a month of a history has in store besides lost answers: items that one of the systems does not tell, in whatever way, while it
/// tells everything else.
struct HistoryTrouble: Sendable {
    enum Kind: Sendable, CaseIterable {
        case document, file, row, followed, payments, voucher, write, future, spelling
    }

    let kind: Kind
    let poison: Poison
    /// HERO's ids of the bad documents, the ids of their vouchers and files, their numbers.
    let documents: Set<Int>
    let vouchers: Set<String>
    let files: Set<String>
    let numbers: Set<String>

    init(_ company: Company, among ids: [Int], using dice: inout History.Dice) {
        kind = Kind.allCases.randomElement(using: &dice) ?? .document
        let choices =
            switch kind {
            case .document, .followed: Poison.hero
            case .file: Poison.file
            default: Poison.lexoffice
            }
        poison = choices.randomElement(using: &dice) ?? .silence
        let bad = ids.shuffled(using: &dice).prefix(Int.random(in: 1...max(1, ids.count), using: &dice))
        documents = Set(bad)
        let records = company.world.hero.records.documents
        numbers = Set(bad.compactMap { records[$0]?.number })
        files = Set(bad.compactMap { records[$0]?.fileUUID })
        let numbers = numbers
        vouchers = Set(company.vouchers.filter { $0.content.number.map(numbers.contains) == true }.map(\.id))
    }

    /// Whether a request is about a bad item and gets the poison in place of an answer.
    func spoils(_ request: OutgoingRequest) -> Bool {
        let path = String((request.head.path ?? "").prefix { $0 != "?" })
        switch kind {
        case .document: return request.text.contains("query Document(") && asksForBad(request)
        case .followed: return request.text.contains("query DocumentsByID(") && asksForBad(request)
        case .file: return path.contains("/files/") && files.contains { path.contains($0) }
        case .payments: return path.contains("/v1/payments/") && vouchers.contains { path.hasSuffix($0) }
        case .voucher: return request.head.method == .get && path.contains("/v1/vouchers/") && vouchers.contains { path.hasSuffix($0) }
        case .write: return request.head.method == .post && path.hasSuffix("/v1/vouchers") && numbers.contains { request.text.contains($0) }
        case .row, .future, .spelling: return false
        }
    }

    private func asksForBad(_ request: OutgoingRequest) -> Bool {
        guard let list = request.text.split(separator: "\"ids\":[").last else { return false }
        return list.prefix { $0 != "]" }.split(separator: ",").contains { Int($0).map(documents.contains) == true }
    }

    /// What is changed in an answer that comes.
    func change(_ request: OutgoingRequest, _ response: inout IncomingResponse) {
        switch kind {
        case .row:
            guard request.text.contains("query DocumentPage(") || request.text.contains("query DocumentsByID(") else { return }
            for id in documents { response.replace("\"id\":\(id),", "\"id\":null,") }
        case .future:
            guard request.text.contains("query DocumentPage("), request.text.contains("modified desc") else { return }
            response.replace("\"modified\":\"2026-", "\"modified\":\"2199-")
        case .spelling:
            guard request.head.path?.hasPrefix("/v1/voucher") == true else { return }
            for number in numbers { response.replace("\"voucherNumber\":\"\(number)\"", "\"voucherNumber\":\"\(number.lowercased()) \"") }
        case .document, .followed, .file, .payments, .voucher, .write: break
        }
    }
}

/// The world through one month's trouble.
struct TroubledTransport: HTTPTransport {
    let inner: SandboxTransport
    let trouble: HistoryTrouble

    func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
        guard trouble.spoils(request) else {
            var response = try await inner.send(request)
            trouble.change(request, &response)
            return response
        }
        guard let answer = trouble.poison.answer else {
            throw RequestFailure(reach: .mayHaveBeenSent, cause: .closed, detail: "closed without an answer")
        }
        return answer()
    }
}
