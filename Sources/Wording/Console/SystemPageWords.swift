/// `/system`.
package enum SystemWord: String, WordList {
    case lead, findings, check, checking, checked, notChecked, subject, found, whatToDo, remotes, requests, throttled, waited, perSecond
    case unlimited, webhooks, webhooksOff, webhooksOn, backup, noBackup, backupAt, backupPath, backupEntries, backupAnchor, anchorHelp
    case sessions, name, role, since, lastUsed, until, revoke, own, link, unusedLink, session, notifications, test, testing, tested
    case nothingConfigured, arrived, notArrived, bundle, bundleText, bundleGet, configuration, setting, value, source, journal, act
    case ok, warn, fail, revoked

    package var wording: Wording {
        switch self {
        case .lead:
            Wording(
                "Für den Betrieb: was geprüft wurde, wie viel gefragt wird, wer Zugang hat.",
                "For whoever runs this: what was checked, how much is asked, who may come in.")
        case .findings: Wording("Prüfung", "Checks")
        case .check: Wording("Prüfen", "Check")
        case .checking: Wording("Wird geprüft …", "Checking …")
        case .checked: Wording("Geprüft", "Checked")
        case .notChecked: Wording("Seit dem Start des Dienstes noch nicht geprüft.", "Not checked since the service began.")
        case .subject: Wording("Was", "What")
        case .found: Wording("Befund", "Finding")
        case .whatToDo: Wording("Was tun", "What to do")
        case .remotes: Wording("Anfragen an beide Systeme seit dem Start", "Requests to both systems since the start")
        case .requests: Wording("Anfragen", "Requests")
        case .throttled: Wording("gebremst", "throttled")
        case .waited: Wording("Wartezeit (s)", "Waited (s)")
        case .perSecond: Wording("Höchstens je Sekunde", "At most a second")
        case .unlimited: Wording("wie das System es erlaubt", "as the system allows")
        case .webhooks: Wording("Webhooks", "Webhooks")
        case .webhooksOff: Wording("Keine; nach jeder Pause wird nachgesehen.", "None; every interval both systems are looked at.")
        case .webhooksOn: Wording("Eingerichtet auf", "Set up for")
        case .backup: Wording("Sicherung", "Backup")
        case .noBackup:
            Wording("Noch keine Sicherung: `reconcile backup DATEI`, täglich.", "No backup yet: `reconcile backup FILE`, daily.")
        case .backupAt: Wording("Zuletzt", "Last")
        case .backupPath: Wording("Datei", "File")
        case .backupEntries: Wording("Protokolleinträge", "Journal entries")
        case .backupAnchor: Wording("Anker", "Anchor")
        case .anchorHelp:
            Wording(
                "Der Anker, an anderer Stelle aufbewahrt, zeigt später, dass kein Eintrag umgeschrieben wurde.",
                "Kept elsewhere, the anchor shows later that no entry was rewritten.")
        case .sessions: Wording("Zugänge", "Accesses")
        case .name: Wording("Name", "Name")
        case .role: Wording("Rolle", "Role")
        case .since: Wording("Seit", "Since")
        case .lastUsed: Wording("Zuletzt benutzt", "Last used")
        case .until: Wording("Längstens bis", "Until at most")
        case .revoke: Wording("Beenden", "Revoke")
        case .own: Wording("Sie selbst", "you")
        case .link: Wording("Zugang", "Access")
        case .unusedLink: Wording("Link, noch nicht benutzt", "link, not used yet")
        case .session: Wording("angemeldet", "logged in")
        case .notifications: Wording("Benachrichtigungen", "Notifications")
        case .test: Wording("Test senden", "Send a test")
        case .testing: Wording("Wird gesendet …", "Sending …")
        case .tested: Wording("Versucht", "Tried")
        case .nothingConfigured:
            Wording("Es ist kein Weg eingerichtet (`notify.*`).", "No way is configured (`notify.*`).")
        case .arrived: Wording("angenommen", "taken")
        case .notArrived: Wording("nicht angekommen", "did not arrive")
        case .bundle: Wording("Für eine Fehlermeldung", "For a report")
        case .bundleText:
            Wording(
                "Befunde, Zählungen, Fassungen, Einstellungen ohne Werte, die letzten 200 Protokolleinträge ohne Gründe und Handelnde, und die Metriken. Ohne Namen, ohne Schlüssel.",
                "Findings, counts, versions, settings without their values, the last 200 journal entries without reasons and actors, and the metrics. No names, no keys."
            )
        case .bundleGet: Wording("Paket herunterladen", "Download the bundle")
        case .configuration: Wording("Einstellungen", "Settings")
        case .setting: Wording("Name", "Name")
        case .value: Wording("Wert", "Value")
        case .source: Wording("Woher", "From")
        case .journal: Wording("Protokoll", "Journal")
        case .act: Wording("Zugang beenden", "End the access")
        case .ok: Wording("in Ordnung", "fine")
        case .warn: Wording("Hinweis", "warning")
        case .fail: Wording("Fehler", "failure")
        case .revoked: Wording("Der Zugang ist beendet.", "The access is ended.")
        }
    }
}
