/// The prose of the procedure documentation (*Verfahrensdokumentation*). The German tax administration reads it, so it is German alone.
/// What differs from one installation to the next is put between these sentences by whoever writes the document.
package enum ProcedureWords {
    package static let title = "Verfahrensdokumentation"
    package static let subtitle = "Übertragung von Ausgangsrechnungen aus HERO nach lexoffice mit reconcile"
    package static let contents = "Inhalt"
    package static let none = "keine"
    package static let unknown = "nicht bekannt"

    package static let scope = """
        Dieses Dokument schreibt das laufende System über sich selbst: Version, Zustandsbilder, Einstellungen und Änderungen stammen aus \
        dem Programm und seinem Protokoll, nicht aus einer Vorlage. Es folgt der Gliederung, die die GoBD (Rz. 151 bis 155) für eine \
        Verfahrensdokumentation nennen. Was nur das Unternehmen wissen kann, steht in Abschnitt 7 als Liste und wird von ihm ergänzt.
        """

    package enum Heading {
        package static let general = "1 Allgemeine Beschreibung"
        package static let user = "2 Anwenderdokumentation"
        package static let technical = "3 Technische Systemdokumentation"
        package static let operation = "4 Betriebsdokumentation"
        package static let control = "5 Internes Kontrollsystem"
        package static let changes = "6 Änderungen im Zeitraum"
        package static let supplement = "7 Vom Unternehmen zu ergänzen"
        package static let appendix = "Anhang: Zustandsbilder"
    }

    package enum General {
        package static let purpose = """
            Das Unternehmen schreibt Rechnungen, Gutschriften und Stornorechnungen in HERO. reconcile überträgt jedes buchungsrelevante \
            Dokument ab dem Startdatum genau einmal, auf den Cent und mit seinem PDF als Beleg nach lexoffice und trägt Zahlungen, die in \
            lexoffice erfasst sind, je einmal in HERO ein. Was es nicht eindeutig entscheiden kann, hält es an, mit Grund und nächstem \
            Schritt; es rät nicht.
            """
        package static let leadership = """
            HERO führt die Dokumente und ihre Beträge. lexoffice führt die Bücher und die Zahlungen. reconcile führt die Zuordnung \
            zwischen beiden und ein Protokoll darüber; es ist kein Buchführungssystem und ändert kein Dokument und keinen gebuchten Beleg. \
            Abweichungen werden gezeigt und nie von selbst behoben.
            """
        package static let flow = [
            "HERO veröffentlicht ein Dokument und sein PDF.",
            "Ein Durchlauf liest beide Systeme und prüft Nummer, Datum, Beträge je Steuersatz, Empfänger, PDF und E-Rechnung.",
            "Die Absicht zu schreiben wird mit der SHA-256 der Anfrage im Protokoll festgehalten, dann wird gesendet.",
            "lexoffice legt den Beleg an und erhält das PDF Byte für Byte; dessen SHA-256 steht im Protokoll.",
            "Zahlungen, die lexoffice zeigt, werden in HERO gesucht und, wo sie fehlen, dort eingetragen.",
        ]
        package static let company = "Unternehmen (Organisation in lexoffice)"
        package static let organisation = "Kennung der Organisation"
        package static let heroCompany = "Firma in HERO"
        package static let startDate = "Startdatum der Synchronisierung"
        package static let software = "Programmversion bei der Ausgabe"
        package static let writtenAt = "Ausgegeben am"
        package static let period = "Zeitraum"
        package static let setUp = "Eingerichtet"
        package static let smallBusiness = "Kleinunternehmer nach § 19 UStG"
    }

    package enum User {
        package static let work = """
            Im Alltag ist nichts zu tun, solange nichts angehalten ist. Angehaltene Belege und Zahlungen nennt das Programm mit einem \
            Kennwort, einem Satz und dem nächsten Schritt; jede Antwort eines Menschen steht mit seinem Namen und seiner Begründung im \
            Protokoll.
            """
        package static let commands = [
            ("reconcile status", "zeigt, wo alles steht"),
            ("reconcile list", "führt die Dokumente und ihren Zustand auf"),
            ("reconcile explain NUMMER", "erzählt die Geschichte eines Belegs von HERO bis zur Zahlung"),
            ("reconcile resolve NUMMER", "beantwortet, was angehalten ist; mit Begründung"),
            ("reconcile close JJJJ-MM", "druckt den Monatsabgleich zum Abzeichnen"),
            ("reconcile journal verify", "prüft das Protokoll von Anfang bis Ende"),
            ("reconcile export z3 JJJJ ORDNER", "gibt die Daten für eine Außenprüfung aus"),
        ]
        package static let roles = "Wer handeln darf"
        package static let shell = """
            Befehle gibt, wer auf dem Rechner als Benutzer des Dienstes oder als root arbeitet. Das Protokoll nennt den Namen und die \
            Benutzernummer, die das Betriebssystem kennt; das Programm selbst erscheint als „pass“.
            """
        package static let noConsole = "Eine Oberfläche im Browser ist nicht eingeschaltet."
        package static let console = """
            Die Oberfläche im Browser ist eingeschaltet. Wer sich anmeldet, hat eine der folgenden Rollen; im Protokoll steht er als \
            „web:NAME“ mit seiner Rolle.
            """
        package static let actors = "Wer im Zeitraum gehandelt hat"
    }
}
