internal import Bookkeeping

/// What the template `document` shows.
struct DocumentView: Sendable {
    struct Fact: Sendable {
        let label: String
        let value: String
    }

    struct Link: Sendable {
        let address: String
        let text: String
        /// It leads out of the console.
        let isForeign: Bool
    }

    struct RateRow: Sendable {
        let rate: String
        let heroNet: String
        let heroTax: String
        let bookedNet: String
        let bookedTax: String
        let differs: Bool
    }

    struct SideRow: Sendable {
        let label: String
        let hero: String
        let booked: String
        let lexoffice: String
        let differs: Bool
    }

    struct Figures: Sendable {
        let rates: [RateRow]
        let sides: [SideRow]
        let isBooked: Bool
        let isFromInvoice: Bool
        let isSumAlone: Bool
    }

    struct Payment: Sendable {
        let what: String
        let amount: String
        let state: String
        let entry: String
        let reason: String?
        let code: String
    }

    struct EInvoice: Sendable {
        let title: String
        let facts: [Fact]
        let rates: [RateRow]
        let held: String?
    }

    struct Trouble: Sendable {
        let text: String
        let code: String
        let next: String
    }

    struct Event: Sendable {
        let iso: String
        let when: String
        let source: String
        let sourceClass: String
        let what: String
        let amount: String?
        let actor: String?
        let raw: Raw?
    }

    /// As the journal has it.
    struct Raw: Sendable {
        let seq: String
        let address: String
        let move: String
        let facts: [Fact]
    }

    let title: String
    let state: String
    let tone: String
    let code: String
    let cause: String?
    let causeCode: String?
    let causeDetail: String?
    let links: [Link]
    let facts: [Fact]
    let figures: Figures
    let doubts: [DoubtView]
    /// What is done elsewhere than by an answer.
    let todo: String?
    /// Whom it waits for; nil where it goes on by itself.
    let waitsFor: String?
    let answers: AnswerFormsView
    let mayAnswer: Bool
    let notBefore: DoubtView.Moment?
    let pdf: Link?
    let pdfHash: String?
    let road: RoadDrawing
    let hasPayments: Bool
    let payments: [Payment]
    let troubles: [Trouble]
    let eInvoice: EInvoice?
    let events: [Event]
    let isWhole: Bool
    let isShortened: Bool
    let historyAddress: String
}
