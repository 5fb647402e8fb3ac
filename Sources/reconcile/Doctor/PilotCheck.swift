import Bookkeeping
import Pilot
import Reconciliation
import Wording

/// The limits a pilot settled for this account.
struct PilotCheck {
    let wiring: Wiring
    let settings: Settings?

    func run(_ findings: inout Findings) {
        let file = PrivateFile(path: wiring.stateDirectory + "/" + PilotRecord.fileName)
        let bytes: [UInt8]
        do throws(PrivateFile.Failure) {
            bytes = try file.read(atMost: PilotRecord.bytesMaximum)
        } catch {
            guard !error.isAbsent else { return findings.add(.ok, "pilot", DoctorWords.noPilot) }
            return findings.add(.warn, "pilot", DoctorWords.pilotUnreadable(file.path, error.cause), hint: DoctorWords.runPilot)
        }
        do throws(PilotRecord.Unreadable) {
            show(try PilotRecord(bytes: bytes), &findings)
        } catch {
            findings.add(.warn, "pilot", DoctorWords.pilotUnreadable(file.path, error.cause), hint: DoctorWords.runPilot)
        }
    }

    private func show(_ record: PilotRecord, _ findings: inout Findings) {
        if let settings, !record.isAbout(heroCompany: settings.heroCompanyID, organisation: settings.organizationID) {
            return findings.add(.warn, "pilot", DoctorWords.pilotOfOther, hint: DoctorWords.runPilot)
        }
        let day = BusinessDay(berlinDayOf: record.at).description
        for assumption in Assumption.allCases {
            let verdict = record.verdict(assumption)
            switch verdict {
            case .holds:
                findings.add(.ok, "pilot \(assumption.rawValue)", DoctorWords.pilotSettled(assumption, verdict, day: day))
            case .doesNotHold:
                findings.add(
                    .warn, "pilot \(assumption.rawValue)", DoctorWords.pilotSettled(assumption, verdict, day: day),
                    hint: DoctorWords.pilotFails)
            case .notSeen: break
            }
        }
        let unseen = Assumption.allCases.filter { record.verdict($0) == .notSeen }.map(\.rawValue)
        if !unseen.isEmpty { findings.add(.ok, "pilot", DoctorWords.pilotNotSeen(unseen)) }
    }
}
