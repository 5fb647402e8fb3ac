extension PageTemplate {
    static let closing = PageTemplate(
        name: "closing",
        text: """
            {{<layout}}{{$head}}{{#page.isRunning}}<noscript><meta http-equiv="refresh" content="3"></noscript>{{/page.isRunning}}{{/head}}{{$content}}
            <p class="noprint"><a href="/abschluss">{{t.allMonths}}</a></p>
            <h1>{{t.closing}} {{page.month}}</h1>
            <div id="blatt" class="sheet"{{#page.isRunning}} data-live data-working{{/page.isRunning}}>
            {{#page.isBusy}}<p class="notice warn" role="status">{{t.busy}}</p>{{/page.isBusy}}
            {{#page.isRunning}}<div class="card noprint" role="status"><p><strong>{{t.reading}}</strong> {{t.readSince}} {{page.begun}}</p>{{#page.progress}}<p>{{#isKnown}}<progress value="{{value}}" max="{{maximum}}" aria-label="{{t.reading}}">{{done}}</progress> {{done}} {{t.documentsOf}} {{total}}{{/isKnown}}{{^isKnown}}<progress aria-label="{{t.reading}}"></progress>{{/isKnown}}</p>{{/page.progress}}</div>{{/page.isRunning}}
            {{#page.failure}}<p class="notice bad" role="status">{{page.failure}}</p>{{/page.failure}}
            {{#page.isUnread}}<p>{{t.readFirst}}</p>{{/page.isUnread}}
            {{^page.isRunning}}<form method="post" action="{{page.address}}" class="row noprint"><p><button{{#page.isUnread}} class="main"{{/page.isUnread}}>{{#page.isUnread}}{{t.read}}{{/page.isUnread}}{{^page.isUnread}}{{t.readAgain}}{{/page.isUnread}}</button></p>{{#page.sheet}}<p><button type="button" data-print>{{t.print}}</button></p><p><a class="button" href="{{page.csv}}">{{t.csv}}</a></p>{{/page.sheet}}</form>{{/page.isRunning}}
            {{#page.readAt}}<p class="soft">{{t.readAt}} {{page.readAt}}.</p>{{/page.readAt}}
            {{#page.hasMoved}}<p class="notice warn">{{t.journalMoved}}</p>{{/page.hasMoved}}
            {{>closingSignature}}
            {{>closingSheet}}
            {{>closingSign}}
            </div>
            {{/content}}{{/layout}}
            """)

    static let closingSignature = PageTemplate(
        name: "closingSignature",
        text: """
            {{#page.signature}}<section class="notice {{tone}}" aria-label="{{t.signed}}">
            <p><strong>{{t.by}} {{name}} {{t.on}} {{day}}.</strong> {{verdict}}</p>
            {{#remark}}<p>{{t.remarkGiven}}: {{remark}}</p>{{/remark}}
            <p><small>{{t.signedHash}}: <span class="hash">{{hash}}</span></small></p>
            {{#notes}}<p>{{.}}</p>{{/notes}}
            {{#moved}}<p><strong>{{#address}}<a href="{{address}}">{{number}}</a>{{/address}}{{^address}}{{number}}{{/address}}</strong> {{standing}}{{#shares}}<br>{{side}} {{rate}}: {{t.net}} {{net}}, {{t.tax}} {{tax}}{{/shares}}</p>
            {{/moved}}
            {{#isEffect}}<table class="cards"><caption>{{t.effect}} (EUR)</caption><thead><tr><th scope="col">{{t.line}}</th><th scope="col">{{t.basis}}</th><th scope="col" class="n">{{t.taxBase}}</th><th scope="col" class="n">{{t.tax}}</th></tr></thead><tbody>
            {{#effects}}<tr><td data-label="{{t.line}}">{{line}}</td><td data-label="{{t.basis}}">{{basis}}</td><td class="n" data-label="{{t.taxBase}}">{{net}}</td><td class="n" data-label="{{t.tax}}">{{tax}}</td></tr>
            {{/effects}}</tbody></table>{{/isEffect}}
            </section>{{/page.signature}}
            """)

    static let closingSign = PageTemplate(
        name: "closingSign",
        text: """
            {{#page.sign}}<section class="noprint" aria-labelledby="abschliessen">
            <h2 id="abschliessen">{{t.sign}}</h2>
            {{#obstacle}}<p>{{t.cannotSign}}: {{obstacle}}</p>{{/obstacle}}
            {{#mayNot}}<p>{{t.mayNotSign}}</p>{{/mayNot}}
            {{#isOpen}}<form method="post" action="/entscheiden" class="card">
            <input type="hidden" name="id" value="{{id}}"><input type="hidden" name="act" value="sign"><input type="hidden" name="month" value="{{month}}"><input type="hidden" name="hash" value="{{hash}}"><input type="hidden" name="back" value="{{back}}">
            {{>comesBack}}
            <p>{{t.signHint}}</p>
            <p><label for="unterzeichner">{{t.signer}}</label><input type="text" id="unterzeichner" name="signer" value="{{signer}}" required maxlength="100" autocomplete="name"></p>
            <p><label for="bemerkung">{{t.remark}}</label><textarea id="bemerkung" name="reason" maxlength="500" aria-describedby="bemerkunghilfe"{{#needsRemark}} required{{/needsRemark}}>{{remarkTyped}}</textarea><small id="bemerkunghilfe">{{#needsRemark}}{{t.remarkNeeded}}{{/needsRemark}}{{^needsRemark}}{{t.remarkFree}}{{/needsRemark}}</small></p>
            <p><button class="main">{{t.signNow}}</button></p>
            </form>{{/isOpen}}
            </section>{{/page.sign}}
            """)

    static let closingSheet = PageTemplate(
        name: "closingSheet",
        text: """
            {{#page.sheet}}<link rel="stylesheet" href="/datei/blatt-{{paper}}.css" media="print">
            <p class="notice sentence {{tone}}">{{verdict}}{{#unfinished}} {{unfinished}}{{/unfinished}}</p>
            <h2>{{t.facts}}</h2>
            <dl class="facts">{{#facts}}<dt>{{name}}</dt><dd>{{value}}</dd>{{/facts}}</dl>
            <h2>{{t.totals}}</h2>
            <table class="cards totals"><thead><tr><th scope="col">{{t.rate}}</th><th scope="col">{{t.side}}</th><th scope="col" class="n">{{t.count}}</th><th scope="col" class="n">{{t.net}}</th><th scope="col" class="n">{{t.tax}}</th><th scope="col" class="n">{{t.gross}}</th></tr></thead><tbody>
            {{#totals}}<tr class="{{#isDifference}}difference{{/isDifference}}{{#differs}} differs{{/differs}}{{#isSum}} sum{{/isSum}}"><td data-label="{{t.rate}}">{{rate}}</td><td data-label="{{t.side}}">{{side}}</td><td class="n" data-label="{{t.count}}">{{count}}</td><td class="n" data-label="{{t.net}}">{{net}}</td><td class="n" data-label="{{t.tax}}">{{tax}}</td><td class="n" data-label="{{t.gross}}">{{gross}}</td></tr>
            {{/totals}}</tbody></table>
            <p class="soft">{{t.reversals}}</p>
            <h2>{{t.named}}</h2>
            {{^isNamed}}<p>{{t.none}}</p>{{/isNamed}}
            {{#isNamed}}<table class="cards"><thead><tr><th scope="col">{{t.number}}</th><th scope="col">{{t.cause}}</th><th scope="col">{{t.rate}}</th><th scope="col" class="n">{{t.hero}}</th><th scope="col" class="n">{{t.lexoffice}}</th><th scope="col" class="n">{{t.difference}}</th></tr></thead><tbody>
            {{#named}}<tr><td class="k" data-label="{{t.number}}">{{#address}}<a href="{{address}}">{{number}}</a>{{/address}}{{^address}}{{number}}{{/address}}</td><td data-label="{{t.cause}}"><span>{{cause}} <span class="code">{{code}}</span></span></td><td data-label="{{t.rate}}">{{rate}}</td><td class="n" data-label="{{t.hero}}">{{hero}}</td><td class="n" data-label="{{t.lexoffice}}">{{lexoffice}}</td><td class="n" data-label="{{t.difference}}">{{difference}}</td></tr>
            {{/named}}</tbody></table>{{/isNamed}}
            <section aria-labelledby="voranmeldung"><h2 id="voranmeldung">{{t.vat}}</h2>
            {{#vat}}<p class="lead">{{basis}} <a class="noprint" href="{{otherAddress}}">→ {{other}}</a></p>
            {{^isAny}}<p>{{t.none}}</p>{{/isAny}}
            {{#isAny}}<table class="cards"><thead><tr><th scope="col">{{t.line}}</th><th scope="col">{{t.cases}}</th><th scope="col" class="n">{{t.count}}</th><th scope="col" class="n">{{t.wholeEuros}}</th><th scope="col" class="n">{{t.taxBase}}</th><th scope="col" class="n">{{t.tax}}</th><th scope="col" class="n">{{t.reductions}}</th></tr></thead><tbody>
            {{#lines}}<tr><td data-label="{{t.line}}"><strong>{{line}}</strong></td><td class="w" data-label="{{t.cases}}">{{cases}}</td><td class="n" data-label="{{t.count}}">{{documents}}</td><td class="n" data-label="{{t.wholeEuros}}">{{euros}}</td><td class="n" data-label="{{t.taxBase}}">{{base}}</td><td class="n" data-label="{{t.tax}}">{{tax}}</td><td class="n" data-label="{{t.reductions}}">{{reduced}}</td></tr>
            {{/lines}}</tbody></table>{{/isAny}}
            {{#unclear}}<p class="notice warn">{{t.unclear}}: {{unclear}}</p>{{/unclear}}{{/vat}}
            <p class="soft">{{t.vatLimits}}</p></section>
            <h2>{{t.classes}}</h2>
            <dl class="facts">{{#classes}}<dt>{{name}}</dt><dd>{{value}}</dd>{{/classes}}</dl>
            {{#parts}}<section aria-labelledby="{{anchor}}"><h2 id="{{anchor}}">{{name}}</h2>
            {{^isAny}}<p>{{t.none}}</p>{{/isAny}}
            {{#isAny}}<table class="cards"><thead><tr><th scope="col">{{t.number}}</th><th scope="col" class="n">{{t.amount}} (EUR)</th><th scope="col">{{t.what}}</th></tr></thead><tbody>
            {{#lines}}<tr><td class="k" data-label="{{t.number}}">{{#address}}<a href="{{address}}">{{number}}</a>{{/address}}{{^address}}{{number}}{{/address}}</td><td class="n" data-label="{{t.amount}}">{{amount}}</td><td data-label="{{t.what}}"><span>{{what}} <span class="code">{{code}}</span>{{#details}}<br><small>{{.}}</small>{{/details}}</span></td></tr>
            {{/lines}}</tbody></table>{{/isAny}}</section>
            {{/parts}}
            <h2>{{t.gaps}}</h2>
            {{^gaps}}<p>{{t.none}}</p>{{/gaps}}
            <ul class="plain">{{#gaps}}<li>{{number}}: {{text}}</li>{{/gaps}}</ul>
            <h2>{{t.late}}</h2>
            {{^late}}<p>{{t.none}}</p>{{/late}}
            <ul class="plain">{{#late}}<li>{{#address}}<a href="{{address}}">{{number}}</a>{{/address}}{{^address}}{{number}}{{/address}}: {{text}}</li>{{/late}}</ul>
            <div class="seal"><p>{{journal}}, {{t.newestHash}}: <span class="hash">{{newestHash}}</span></p>
            <p>{{t.sheetHash}}: <span class="hash">{{hash}}</span></p>
            <p class="signature">{{t.place}}</p></div>
            {{/page.sheet}}
            """)
}
