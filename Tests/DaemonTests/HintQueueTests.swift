import Daemon
import Lexoffice
import Reconciliation
import TestSupport
import Testing

@testable import Web

struct HintQueueTests {
    private let bell = WakeSignal()
    private let time = VirtualTime()

    @Test func ringsForEveryHintAndNamesVouchersOnce() async {
        let queue = HintQueue(bell: bell)
        queue.add(WebhookHint(event: .voucherChanged, resourceID: "a"))
        queue.add(WebhookHint(event: .voucherChanged, resourceID: "a"))
        queue.add(WebhookHint(event: .paymentChanged, resourceID: "b"))
        queue.add(WebhookHint(event: .contactChanged, resourceID: "c"))
        #expect(await bell.wait(milliseconds: 60_000, time: time) == .hint)
        queue.add(WebhookHint(event: .contactDeleted, resourceID: "d"))
        queue.add(WebhookHint(event: .contactCreated, resourceID: "e"))
        #expect(queue.take() == LookAgain(vouchers: ["a"], payments: ["b"], contacts: ["c", "d"]))
        #expect(queue.take().isEmpty)
    }

    @Test func whatIsTooMuchBecomesEverything() {
        let queue = HintQueue(bell: bell)
        for number in 0..<(HintQueue.capacity + 50) { queue.add(WebhookHint(event: .paymentChanged, resourceID: "v\(number)")) }
        let hints = queue.take()
        #expect(hints.payments.count == HintQueue.capacity && hints.isEverything)
    }

    @Test func whatIsGivenBackIsTakenNextTime() {
        let queue = HintQueue(bell: bell)
        queue.add(WebhookHint(event: .paymentChanged, resourceID: "a"))
        let hints = queue.take()
        queue.add(WebhookHint(event: .voucherDeleted, resourceID: "b"))
        queue.add(WebhookHint(event: .contactChanged, resourceID: "c"))
        queue.giveBack(hints)
        #expect(queue.take() == LookAgain(vouchers: ["b"], payments: ["a"], contacts: ["c"]))
    }
}
