package import Bookkeeping

extension ProcedureWords {
    package enum Technical {
        package static let data = """
            Der Datenbestand ist eine SQLite-Datei (reconcile.sqlite) im Zustandsverzeichnis, nur für den Benutzer des Dienstes lesbar. \
            Jeder Schritt ist eine Transaktion, die auf der Platte ist, bevor etwas gesendet wird. Zugangsdaten stehen nicht darin; sie \
            werden getrennt verwahrt und nie protokolliert.
            """
        package static let charts = """
            Was mit einem Dokument, einer Zahlung, einem Kontakt geschehen darf, steht in Zustandsbildern, die in das Programm übersetzt \
            sind. Einen Schritt, den kein Bild kennt, weist die Datenbank selbst ab. Die Prüfsumme ist die SHA-256 der übersetzten Tabelle; \
            ändert sich das Verhalten, so ändert sie sich. Die Bilder stehen im Anhang.
            """
        package static let amounts = [
            "Geld sind ganze Cent, Tage sind Tage in Deutschland (Europe/Berlin); gerundet wird kaufmännisch an einer Stelle.",
            "Die gedruckten Beträge des Dokuments gelten; die Positionen sind die Gegenprobe. Was nicht auf den Cent passt, wird angehalten.",
            "Ein Beleg hat je Steuersatz und Kategorie eine Position mit Bruttobetrag; die Steuer wird je Steuersatz gerechnet.",
            "Eine Stornorechnung übernimmt die Beträge des Belegs, den sie aufhebt, als Erlösminderung.",
        ]
        package static let mapping = "Kategorienzuordnung in Kraft"
        package static let mappingNote = """
            Die Kategorie bestimmt in lexoffice den Umsatzsteuerfall. Ein Dokument, für dessen Fall keine Kategorie benannt ist, wird \
            angehalten; Anzahlungen sind ausgenommen und werden bis dahin als Erlös gebucht.
            """
        package static let settings = "Einstellungen in Kraft"
        package static let settle = "Wartefrist nach einer Anfrage ohne Antwort"
        package static let cumulative = "Wert einer kumulierten Rechnung"
        package static func meaning(_ meaning: CumulativeMeaning?) -> String {
            switch meaning {
            case .rest: "was nach den früheren Rechnungen bleibt"
            case .whole: "alles bisher Geleistete; frühere Rechnungen gehen ab"
            case nil: "nicht entschieden; wo es darauf ankommt, wird angehalten"
            }
        }
        package static let mappingDigest = "Prüfsumme der Zuordnung"
        package static let chart = "Zustandsbild"
        package static let version = "Version"
        package static let digest = "Prüfsumme (SHA-256)"
        package static let picture = """
            Gezeichnet aus den übersetzten Tabellen dieses Programms: je Bereich die Zustände in der Reihenfolge, in der sie erreicht \
            werden; rechts führen Pfeile abwärts, links aufwärts. Die Tabelle darunter nennt jeden Übergang und die Ereignisse, die ihn \
            auslösen. Ein Strich steht für einen Bereich, der gerade ruht.
            """
        package static let region = "Bereich"
        package static let initial = "Anfang"
        package static let from = "von"
        package static let to = "nach"
        package static let events = "Ereignisse"
    }

    package enum Operation {
        package static let service = """
            Das Programm läuft als Dienst unter systemd mit eigenem Benutzer und geringsten Rechten und wiederholt den Durchlauf in festen \
            Abständen. Immer hält genau ein Prozess den Datenbestand. Nach einem Abbruch an beliebiger Stelle setzt es so fort, dass nichts \
            doppelt und nichts verloren ist.
            """
        package static let backup = "Datensicherung"
        package static let backupHow = """
            Gesichert wird mit „reconcile backup DATEI“ im laufenden Betrieb; die Kopie wird geprüft, bevor sie ihren Namen erhält. Die \
            gedruckte Prüfsumme gehört an einen anderen Ort. Nach dem Zurückspielen wird zuerst alles wieder zugeordnet und nichts angelegt.
            """
        package static let backupLast = "Letzte Sicherung"
        package static let backupNone = "Es ist keine Sicherung verzeichnet. Vor dem ersten Echtbetrieb ist eine einzurichten."
        package static let retention = """
            Das Protokoll und der Datenbestand gehören zu den Aufzeichnungen des Unternehmens und sind aufzubewahren, solange deren Fristen \
            laufen (§ 147 AO). Beim Löschen der Verbindung und beim Entfernen des Programms bleiben sie liegen.
            """
        package static let versions = "Programmstände im Zeitraum"
    }

    package enum Control {
        package static let once = """
            Genau einmal: Vor jedem Schreiben wird nachgesehen, ob der Beleg schon besteht. Eine Anfrage ohne Antwort gilt als unklar, nie \
            als gescheitert; sie wird nachgesehen und erst dann erneut gesendet, wenn nach der Wartefrist bewiesen ist, dass sie nichts \
            bewirkt hat.
            """
        package static let journal = """
            Unveränderbarkeit: Jeder Eintrag des Protokolls trägt den SHA-256 des vorigen. Ändern und Löschen weist die Datenbank ab. Bei \
            jedem Start und vor jedem Durchlauf wird es geprüft, ebenso die Tabellen dahinter über Siegel; ein Bestand, der nicht besteht, \
            wird gelesen und nie zum Schreiben benutzt.
            """
        package static let journalNow = "Protokoll bei der Ausgabe"
        package static let whole = "vollständig und unverändert"
        package static let broken = "verletzt ab Eintrag"
        package static let comparison = """
            Abstimmung: „reconcile close“ stellt beide Systeme je Monat und Steuersatz gegenüber, mit jeder Abweichung, den Lücken der \
            Nummernkreise und verspätet erfassten Dokumenten; das Blatt wird abgezeichnet.
            """
        package static let rights = """
            Trennung: Ein Probelauf (--dry-run) erhält gar keinen Schreibzugang. Geschrieben wird in lexoffice nur: Kontakte, Belege, deren \
            PDF und Abonnements von Benachrichtigungen; in HERO nur: Zahlungseinträge, Hinweise im Logbuch eines Projekts und, wenn jemand \
            den Import der Kontakte bestätigt, Kunden.
            """
        package static let confirmations = "Bestätigungen bei der Einrichtung"
        package static let confirmationsNote = """
            Ohne diese Bestätigungen nimmt das Programm keine Einrichtung an; wer sie gab, steht bei der Einrichtung im Protokoll.
            """
        package static let confirmed = [
            "Der neue Stornoprozess ist in HERO eingeschaltet.",
            "HEROs eigener Anschluss an lexoffice ist ausgeschaltet, sodass nichts auf zwei Wegen übertragen wird.",
        ]
    }

    package enum Changes {
        package static let settings = "Einstellungen und Kategorienzuordnung"
        package static let integration = "Einrichtung, Pause, Löschung"
        package static let note = "Quelle ist das Protokoll; die Nummer führt zum Eintrag."
        package static let cut = "Weitere Einträge stehen im Protokoll."
    }

    package static let supplement = [
        "Verantwortliche Personen und ihre Vertretung; wer angehaltene Belege beantwortet und in welcher Frist",
        "Wie Eingangsrechnungen und Belege außerhalb von HERO behandelt werden",
        "Wo HERO und lexoffice ihre Daten und die Original-PDF aufbewahren, und wie lange",
        "Wo Sicherungen liegen, wie oft sie gezogen werden, wann eine Rücksicherung zuletzt geübt wurde",
        "Bestätigung der Kategorienzuordnung durch die Steuerberatung",
    ]
    package static let signature = "Ort, Datum, Unterschrift"

    /// Headings of tables.
    package enum Column {
        package static let fact = "Angabe"
        package static let value = "Wert"
        package static let since = "seit"
        package static let by = "durch"
        package static let entry = "Eintrag"
        package static let when = "Zeitpunkt"
        package static let name = "Einstellung"
        package static let old = "bisher"
        package static let new = "neu"
        package static let cause = "Anlass"
        package static let entries = "Einträge"
        package static let first = "erster"
        package static let last = "letzter"
        package static let category = "Schlüssel"
        package static let account = "Kategorie in lexoffice"
        package static let command = "Befehl"
        package static let meaning = "Bedeutung"
        package static let event = "Ereignis"
        package static let state = "Zustand danach"
        package static let role = "Rolle"
    }
}
