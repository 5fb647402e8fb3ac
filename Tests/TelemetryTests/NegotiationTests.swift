import Testing

@testable import Telemetry

@Suite struct NegotiationTests {
    @Test(arguments: [
        nil, "", "*/*", "text/plain", "text/plain;version=0.0.4", "text/html,application/xhtml+xml,*/*;q=0.8", "application/json",
        // Named, but not wanted, or less than the other, or in a version we do not write.
        "application/openmetrics-text;q=0", "application/openmetrics-text; version=1.0.0; q=0.0, */*",
        "application/openmetrics-text;q=0.3, text/plain;q=0.5", "application/openmetrics-text;q=0.3,text/*;q=0.5",
        "application/openmetrics-text;version=0.0.1", "application/openmetrics-text;version=2.0.0,text/plain;q=0.1",
        // Ranges that cannot be read are passed over.
        "application/openmetrics-text;q=2", "application/openmetrics-text;q=0.1234", "application/openmetrics-text;q=.5",
        "application/openmetrics-text;q=", "application/openmetrics-text;q=-1", "application/openmetrics-text;version", "application",
        "application/openmetrics-text/x", ",;,;==\"", "application/*", "text/plain;note=\"a,application/openmetrics-text\"",
        "application/openmetrics-text-but-not-quite",
    ])
    func getsText(accept: String?) {
        #expect(ExpositionFormat(accept: accept) == .text)
    }

    @Test(arguments: [
        // Prometheus 2.42 and 3.5, as they send it.
        "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
            + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,"
            + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
        "application/openmetrics-text", "Application/OpenMetrics-Text; Version=\"1.0.0\"", " \t application/openmetrics-text ; q=0.001 ",
        "text/plain;q=0.5, application/openmetrics-text;q=0.5", "*/*, application/openmetrics-text",
        // The more precise range has the say over text/plain.
        "*/*;q=0.9, text/plain;q=0.1, application/openmetrics-text;q=0.5",
        "text/plain;q=0.2;version=0.0.4,application/openmetrics-text;q=0.5,,application/openmetrics-text;q=9",
    ])
    func getsOpenMetrics(accept: String) {
        #expect(ExpositionFormat(accept: accept) == .openMetrics)
    }

    @Test func contentTypesAreTheStandards() {
        #expect(ExpositionFormat.text.contentType == "text/plain; version=0.0.4; charset=utf-8")
        #expect(ExpositionFormat.openMetrics.contentType == "application/openmetrics-text; version=1.0.0; charset=utf-8")
    }

    @Test func aHeaderHasBounds() {
        let many = String(repeating: "text/html, ", count: 64) + "application/openmetrics-text"
        #expect(AcceptHeader.ranges(many).count == 64 && ExpositionFormat(accept: many) == .text)
        #expect(AcceptHeader.ranges(String(repeating: "text/html,", count: 1000)).isEmpty)
    }

    @Test func quotesHoldARangeTogether() {
        let ranges = AcceptHeader.ranges(#"text/plain;a="x\",;y";Q=0.5, text/*"#)
        #expect(ranges == [.init(type: "text/plain", parameters: ["a": #"x\",;y"#], thousandths: 500), .init(type: "text/*")])
    }
}
