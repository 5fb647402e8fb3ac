import Testing

@testable import Lexoffice

/// Foundation's decoder makes a map of the whole answer before anything is asked of it, so that the count comes first.
struct AnswerWeightTests {
    @Test(arguments: ["{},", "[],", "0,", "null,", "\"\",", "{\"id\":1},"])
    func tooManyValuesAreUnreadable(unit: String) async throws {
        let list = String(repeating: unit, count: (2 << 20) / unit.utf8.count)
        let rig = try Rig(.answer(200, #"{"content":["# + list + #"0],"last":true,"totalElements":0}"#))
        let error = await #expect(throws: LexofficeError.self) { try await rig.reader.allVoucherRows() }
        #expect(error?.code == .badAnswer)
        #expect(error?.cause.contains("too many values") == true)
        #expect(rig.sent.count == 1)
    }
}
