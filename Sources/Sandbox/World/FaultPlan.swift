/// Which requests meet which fault. Appointments hit the n-th matching request; chances hit by rates drawn from the seed, so the
/// same plan and the same requests always meet the same faults. An appointment beats a chance, the first of each kind wins.
package struct FaultPlan: Sendable, Hashable {
    /// Nil members match everything.
    package struct Selector: Sendable, Hashable {
        package var system: SandboxSystem?
        package var isWrite: Bool?
        package var method: String?
        /// Part of the path: `/files`, `graphql`.
        package var path: String?

        package init(_ system: SandboxSystem? = nil, isWrite: Bool? = nil, method: String? = nil, path: String? = nil) {
            self.system = system
            self.isWrite = isWrite
            self.method = method
            self.path = path
        }

        func matches(_ request: SandboxRequestKind) -> Bool {
            system ?? request.system == request.system && isWrite ?? request.isWrite == request.isWrite
                && method ?? request.method == request.method && path.map(request.path.contains) ?? true
        }
    }

    package struct Appointment: Sendable, Hashable {
        package var selector: Selector
        /// Counts matching requests from 1, beginning when the plan is installed.
        package var nth: Int
        package var fault: Fault

        package init(_ selector: Selector, nth: Int, _ fault: Fault) {
            self.selector = selector
            self.nth = nth
            self.fault = fault
        }
    }

    package struct Chance: Sendable, Hashable {
        package var selector: Selector
        /// 0…1000 of a thousand matching requests.
        package var perMille: Int
        package var fault: Fault

        package init(_ selector: Selector, perMille: Int, _ fault: Fault) {
            self.selector = selector
            self.perMille = perMille
            self.fault = fault
        }
    }

    package var appointments: [Appointment]
    package var chances: [Chance]
    package var seed: UInt64

    package init(appointments: [Appointment] = [], chances: [Chance] = [], seed: UInt64 = 1) {
        self.appointments = appointments
        self.chances = chances
        self.seed = seed
    }

    package static let none = FaultPlan()
}

/// A plan at work: how often each appointment's requests came by, and where the dice stand.
struct FaultSchedule: Sendable {
    let plan: FaultPlan
    private var counts: [Int]
    private var random: SeededRandom

    init(_ plan: FaultPlan) {
        self.plan = plan
        counts = plan.appointments.map { _ in 0 }
        random = SeededRandom(seed: plan.seed)
    }

    mutating func next(for request: SandboxRequestKind) -> Fault? {
        var hit: Fault?
        for (index, appointment) in plan.appointments.enumerated() where appointment.selector.matches(request) {
            counts[index] += 1
            if counts[index] == appointment.nth, hit == nil { hit = appointment.fault }
        }
        // Every matching chance is drawn, hit or not, so that one rate does not shift the draws of the others.
        for chance in plan.chances where chance.selector.matches(request) {
            let isHit = random.number(0...999) < chance.perMille
            if isHit, hit == nil { hit = chance.fault }
        }
        return hit
    }
}
