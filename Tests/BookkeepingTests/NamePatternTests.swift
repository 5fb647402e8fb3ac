import Bookkeeping
import Testing

/// lexoffice-api.md §3.1: a filter finds letters as they are written, `_` is any of them and `%` any run.
struct NamePatternTests {
    @Test(arguments: [
        ("Müller & Söhne GmbH", ["m%ll_r", "s%hn_"]), ("Mueller und Soehne", ["m%ll_r", "s%hn_"]), ("Cafe Rene", ["c_f_", "r_n_"]),
        ("Dr. Weiß Bau", ["w__%", "b__"]), ("Öz Baugesellschaft mbH", ["%z", "b__"]), ("100% Holz", ["100", "h_lz"]),
        ("Schmidt Elektro Nord Süd KG", ["schm_dt", "_l_ktr_", "n_rd"]), ("AEO", []),
    ]) func wordsThatFindEverySpelling(name: String, patterns: [String]) {
        let customer = Customer(id: 1, isCompany: true, companyName: name)
        #expect(Set(NamePattern.patterns(for: customer).map(\.text)) == Set(patterns))
    }

    @Test func theOneThatSaysMostComesFirst() {
        let customer = Customer(id: 1, isCompany: false, firstName: "Max", lastName: "Großschmidt")
        #expect(NamePattern.patterns(for: customer).map(\.text) == ["gr_%schm_dt", "m_x"])
    }
}
