extension PageTemplate {
    /// Around every page. A page fills `content`.
    static let layout = PageTemplate(
        name: "layout",
        text: """
            <!DOCTYPE html>
            <html lang="{{frame.language}}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{{frame.title}} · {{#frame.account}}{{frame.account}} · {{/frame.account}}{{t.product}}</title>
            <link rel="stylesheet" href="/stil.css?{{frame.assets}}">
            <link rel="icon" href="/zeichen.svg" type="image/svg+xml">
            <script src="/seite.js?{{frame.assets}}" defer></script>
            {{$head}}{{/head}}
            </head>
            <body data-journal="{{frame.journal}}">
            <a class="skip" href="#inhalt">{{t.skip}}</a>
            <header class="top">
            <a class="brand" href="/">{{#frame.account}}<span class="account">{{frame.account}}</span> {{/frame.account}}{{t.product}}</a>
            {{#frame.visitor}}
            <nav aria-label="{{t.menu}}" class="menu"><ul id="menue" data-live>
            {{#frame.menu}}<li><a href="{{address}}"{{#isCurrent}} aria-current="page"{{/isCurrent}}>{{name}}{{#count}} <span class="badge">{{count}}</span>{{/count}}</a></li>
            {{/frame.menu}}
            </ul></nav>
            {{/frame.visitor}}
            <div class="who">
            {{#frame.visitor}}<span>{{name}} <small>({{role}})</small></span>
            {{#canLogOut}}<form method="post" action="/abmelden"><button class="quiet">{{t.logout}}</button></form>{{/canLogOut}}{{/frame.visitor}}
            <form method="post" action="/sprache"><input type="hidden" name="back" value="{{frame.target}}"><button class="quiet" name="lang" value="{{frame.otherLanguage}}" lang="{{frame.otherLanguage}}">{{t.otherLanguage}}</button></form>
            </div>
            </header>
            <p id="verbindung" class="notice bad" role="status" hidden>{{t.connectionLost}}</p>
            <main id="inhalt" tabindex="-1">
            {{#frame.notice}}<p class="notice {{tone}}" role="status" id="meldung" data-live>{{text}}{{#detail}} <small>{{detail}}</small>{{/detail}}</p>{{/frame.notice}}
            {{$content}}{{/content}}
            </main>
            <footer class="foot"><span>reconcile {{frame.version}}</span> <span>{{t.asOf}} <span id="stand" data-live>{{frame.asOf}}</span></span></footer>
            </body>
            </html>

            """)

    /// A sentence and a way back: what cannot be shown.
    static let message = PageTemplate(
        name: "message",
        text: """
            {{<layout}}{{$content}}
            <h1>{{page.what}}</h1>
            <p>{{page.help}}</p>
            <p><a class="button" href="{{page.address}}">{{t.goOn}}</a></p>
            {{/content}}{{/layout}}
            """)

    /// In a form that was not taken: why, in view and read aloud.
    static let comesBack = PageTemplate(
        name: "comesBack",
        text: """
            {{#comesBack}}<p class="notice bad" role="alert" tabindex="-1" autofocus>{{comesBack}}</p>{{/comesBack}}
            """)

    /// Every template there is: what is not in this list is not found.
    static let all: [PageTemplate] = [
        layout, message, comesBack, login, overview, documents, help, answers, candidates, clarify, clarifyPreview, document,
        documentChoice,
        documentFile, road, doubt, journal, payments, plan, planBody, planRows, closingList, closing, closingSignature, closingSheet,
        closingSign, contactImport, setup, setupFirst, system, fleet,
    ]
}
