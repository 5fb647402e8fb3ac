/// What the sample business sells.
enum SampleCatalogue {
    struct Article {
        var name: String
        var unit: String
        /// Cents.
        var price: ClosedRange<Int>
        /// Thousandths.
        var quantity: ClosedRange<Int>
    }

    static let standard = [
        Article(name: "Montagestunde Geselle", unit: "Std", price: 5490...6890, quantity: 500...24_000),
        Article(name: "Montagestunde Meister", unit: "Std", price: 7250...8950, quantity: 250...8000),
        Article(name: "Kupferrohr Ø 15 mm", unit: "m", price: 389...1249, quantity: 1000...60_000),
        Article(name: "Rohrschelle 1/2\" mit Gummieinlage", unit: "Stk", price: 79...349, quantity: 1000...80_000),
        Article(name: "Waschtisch \"Größe L\" weiß", unit: "Stk", price: 12_900...48_999, quantity: 1000...3000),
        Article(name: "Wärmepumpe Luft/Wasser <12 kW", unit: "Stk", price: 689_000...1_245_050, quantity: 1000...1000),
        Article(name: "Fliesen & Kleber", unit: "m²", price: 2999...7495, quantity: 1500...45_500),
        Article(name: "Anfahrt Zone 2", unit: "psch", price: 2900...5900, quantity: 1000...1000),
    ]

    static let reduced = [
        Article(name: "Heckenpflanzen, Lieferung", unit: "Stk", price: 449...2995, quantity: 2000...60_000),
        Article(name: "Brennholz Buche", unit: "rm", price: 8900...14_990, quantity: 1000...8000),
        Article(name: "Hauswasseranschluss", unit: "Stk", price: 98_000...245_075, quantity: 1000...1000),
    ]

    static let construction = [
        Article(name: "Rohbauarbeiten als Nachunternehmer", unit: "Std", price: 5250...7400, quantity: 8000...160_000),
        Article(name: "Dachstuhl aufrichten", unit: "m²", price: 3890...8925, quantity: 20_000...240_000),
    ]

    static let photovoltaic = [
        Article(name: "PV-Modul 430 Wp", unit: "Stk", price: 8900...24_500, quantity: 8000...36_000),
        Article(name: "Stromspeicher 10 kWh", unit: "Stk", price: 398_000...698_000, quantity: 1000...2000),
        Article(name: "Montage PV-Anlage", unit: "psch", price: 145_000...310_050, quantity: 1000...1000),
    ]

    /// One line of an article, quantities in quarters.
    static func line(_ articles: [Article], rate: Int, _ random: inout SeededRandom) -> HeroLine {
        let article = random.pick(articles)
        let quantity = max(250, random.number(article.quantity) / 250 * 250)
        return HeroLine(
            article.name, quantity: Int64(article.unit == "Stk" ? max(1000, quantity / 1000 * 1000) : quantity), unit: article.unit,
            unitPrice: Int64(random.number(article.price)), rate: rate)
    }

    static func lines(_ count: Int, _ articles: [Article], rate: Int, _ random: inout SeededRandom) -> [HeroLine] {
        (0..<count).map { _ in line(articles, rate: rate, &random) }
    }
}
