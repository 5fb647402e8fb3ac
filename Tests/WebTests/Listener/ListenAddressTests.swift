import Testing
import Web

struct ListenAddressTests {
    @Test(arguments: [
        ("127.0.0.1:9847", ListenAddress.tcp(host: "127.0.0.1", port: 9847)), ("localhost:0", .tcp(host: "localhost", port: 0)),
        ("[::1]:80", .tcp(host: "::1", port: 80)), ("unix:/run/reconcile/listener", .unix(path: "/run/reconcile/listener")),
    ]) func takesWhatTheContractNames(text: String, address: ListenAddress) {
        #expect(ListenAddress(text) == address)
        #expect(address.description == text)
    }

    @Test(arguments: [
        "", ":9847", "9847", "host:", "host:+1", "host:65536", "::1:80", "unix:", "unix:relative",
        "unix:/" + String(repeating: "x", count: 107),
    ]) func refusesAnythingElse(text: String) { #expect(ListenAddress(text) == nil) }
}
