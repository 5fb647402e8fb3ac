import Bookkeeping
import Testing
import Wording

/// Next steps are values; the sentence is made of them.
@Suite struct NextStepTests {
    @Test(arguments: ReasonCode.allCases) func everyReasonHasStepsThatAgreeWithTheirWords(reason: ReasonCode) {
        check(Catalogue.explanation(reason).next)
    }

    @Test(arguments: SetupRefusal.allCases) func soHasEveryRefusalOfASetup(refusal: SetupRefusal) {
        let steps = Catalogue.setup(refusal).next
        check(steps)
        #expect(steps.allSatisfy { $0.actor == .administrator })
    }

    private func check(_ steps: [NextStep]) {
        #expect(!steps.isEmpty)
        for step in steps {
            #expect((step.actor == .nobody) == (step.act == .nothing || step.act == .waits), "\(step)")
            for language in Language.allCases {
                let words = step.text(language)
                #expect(!words.isEmpty && !words.contains("{") && !words.contains("}"), "\(words)")
                let typed = words.split(separator: "`", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }
                for part in typed.map(\.element) {
                    #expect(step.act.typedCommand?.text(language).contains(part) == true, "\(part) is not the command of \(step.act)")
                }
            }
        }
    }

    /// What an answer is typed as leads back to it alone.
    @Test func answersAreTypedEachInItsOwnWay() {
        for language in Language.allCases {
            let typed = AnswerKind.allCases.map { $0.typedCommand.text(language) }
            #expect(Set(typed).count == AnswerKind.allCases.count)
            #expect(
                typed.allSatisfy { $0.hasPrefix("reconcile retry ") || $0.hasPrefix("reconcile resolve ") && $0.hasSuffix(" --reason …") })
        }
    }

    @Test func commandsAreSpelledInTheLanguageOfTheReader() {
        let line = AnswerKind.adopt(.entry).typedCommand.text
        #expect(line(.de) == "reconcile resolve NUMMER --adopt EINTRAG --reason …")
        #expect(line(.en) == "reconcile resolve NUMBER --adopt ENTRY --reason …")
        for (kind, option) in [(AnswerKind.collective, "--collective"), (.newContact, "--new-contact"), (.withoutFile, "--without-file")] {
            #expect(kind.typedCommand.text(.de) == "reconcile resolve NUMMER \(option) --reason …")
            #expect(kind.typedCommand.text(.en) == "reconcile resolve NUMBER \(option) --reason …")
        }
        #expect(AnswerKind.contact.typedCommand.text(.de) == "reconcile resolve NUMMER --contact KONTAKT --reason …")
        #expect(AnswerKind.contact.typedCommand.text(.en) == "reconcile resolve NUMBER --contact CONTACT --reason …")
        let contact = Catalogue.explanation(.contactAmbiguous).next.sentence
        #expect(contact(.de).contains("Ist es keiner von ihnen: `reconcile resolve NUMMER --new-contact --reason …`."))
        #expect(contact(.en).contains("Or book on the collective customer: `reconcile resolve NUMBER --collective --reason …`."))
    }

    /// Whoever is asked can do it: figures and customers are the office's, settings the administrator's, the tax case the adviser's.
    @Test(
        arguments: [
            (ReasonCode.beforeStart, [.nobody]), (.outcomeUnknown, [.nobody]), (.waitingForOriginal, [.office, .nobody]),
            (.totalMismatch, [.office, .office, .office, .office]), (.contactRequired, [.office, .office]),
            (.cancellationMismatch, [.office, .adviser, .office, .office]),
            (.unmappedCategory, [.administrator, .adviser]), (.unknownDocumentType, [.administrator, .office, .office]),
            (.unreadableDocument, [.office, .office, .administrator, .office, .office]),
            (.cancelledWithoutDocument, [.administrator, .office, .office, .office]),
            (.voucherGone, [.office, .office, .office, .office]), (.contactArchived, [.nobody, .office]),
        ] as [(ReasonCode, [NextStep.Actor])]) func theRightOnesAreAsked(reason: ReasonCode, actors: [NextStep.Actor])
    {
        #expect(Catalogue.explanation(reason).next.map(\.actor) == actors)
    }

    @Test(
        arguments: [
            (ReasonCode.voucherGone, [AnswerKind.absent, .adopt(.voucher), .waive]), (.voucherVoided, [.accept, .absent]),
            (.duplicateNumber, [.adopt(.voucher), .absent]), (.paymentClash, [.adopt(.entry), .absent]),
            (.fileMissing, [.retry, .withoutFile]),
            (.voucherNotFound, [.adopt(.voucher), .waive]), (.paymentRefused, [.retry, .accept]), (.zeroTotal, []),
            (.contactAmbiguous, [.retry, .contact, .newContact, .collective]), (.contactSimilar, [.contact, .newContact, .collective]),
            (.contactNotCustomer, [.retry, .contact, .newContact, .collective]), (.countryUnknown, [.retry, .collective]),
            (.contactIncomplete, [.retry, .collective]), (.contactNotSearchable, [.retry, .contact, .collective]),
            (.customerCountry, [.retry, .adopt(.voucher)]),
            (.mixedSign, [.adoptTogether]), (.splitNotAllowed, [.adoptTogether]), (.cancellationMismatch, [.adopt(.voucher)]),
            (.totalMismatch, [.waive, .adopt(.voucher)]), (.eInvoiceMismatch, [.waive, .asStated, .adopt(.voucher)]),
            (.rejectedByLexoffice, [.retry, .collective]), (.contactRequired, [.retry]),
        ] as [(ReasonCode, [AnswerKind])]) func theAnswersAreThere(reason: ReasonCode, answers: [AnswerKind])
    {
        let given = Catalogue.explanation(reason).next.compactMap { if case .answer(let kind) = $0.act { kind } else { nil } }
        #expect(given == answers)
    }

    @Test(arguments: WordForWord.all) func theStepsMakeASentence(told: WordForWord) throws {
        let reason = try #require(ReasonCode(rawValue: told.code))
        let sentence = Catalogue.explanation(reason).next.sentence
        #expect(sentence(.de) == told.de)
        #expect(sentence(.en) == told.en)
    }

    @Test func twentySentencesAreKnownByHeart() { #expect(WordForWord.all.count == 20) }
}
