import FoundationEssentials
import Transport

extension LexofficeConnection {
    /// Reads a 2xx body; `badAnswer` names the field that is wrong, never its value.
    func decode<Answer: Decodable>(_: Answer.Type, from body: [UInt8], subject: String) throws(LexofficeError) -> Answer {
        guard !JSONWeight.isTooHeavy(body) else {
            throw LexofficeError(.badAnswer, subject: subject, cause: "unreadable answer: too many values for its size")
        }
        do {
            return try JSONDecoder().decode(Answer.self, from: Data(body))
        } catch {
            throw LexofficeError(.badAnswer, subject: subject, cause: "unreadable answer: \(place(of: error))")
        }
    }

    private func place(of error: any Error) -> String {
        guard let error = error as? DecodingError else { return "not JSON" }
        switch error {
        case .typeMismatch(_, let context), .valueNotFound(_, let context): return path(context.codingPath) + " has another type"
        case .keyNotFound(let key, let context): return path(context.codingPath + [key]) + " is missing"
        case .dataCorrupted(let context): return context.codingPath.isEmpty ? "not JSON" : path(context.codingPath) + " is malformed"
        @unknown default: return "not JSON"
        }
    }

    /// Keys are ours, numbers are places in a list: nothing of the content.
    private func path(_ keys: [any CodingKey]) -> String {
        keys.isEmpty ? "the answer" : keys.map { key in key.intValue.map { "[\($0)]" } ?? key.stringValue }.joined(separator: ".")
    }
}
