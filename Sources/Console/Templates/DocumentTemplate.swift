extension PageTemplate {
    static let document = PageTemplate(
        name: "document",
        text: """
            {{<layout}}{{$content}}
            <div id="stand-des-belegs" data-live>
            <h1>{{page.title}} <span class="tag {{page.tone}}">{{page.state}}</span></h1>
            <p class="code">{{page.code}}</p>
            {{#page.cause}}<p class="notice {{page.tone}}">{{page.cause}}{{#page.causeDetail}} <small>{{page.causeDetail}}</small>{{/page.causeDetail}} <span class="code">{{page.causeCode}}</span></p>{{/page.cause}}
            {{#page.doubts}}<section class="card" aria-label="{{t.doubt}}"><h2>{{t.doubt}}</h2>{{>doubt}}</section>{{/page.doubts}}
            </div>
            <section class="card" aria-labelledby="tun"><h2 id="tun">{{t.todo}}</h2>
            <div id="was-zu-tun-ist" data-live>{{#page.todo}}<p>{{page.todo}}</p>{{/page.todo}}
            <p>{{#page.waitsFor}}{{t.waitsFor}}: {{page.waitsFor}}. {{/page.waitsFor}}{{#page.notBefore}}{{t.notBefore}} <time datetime="{{iso}}">{{text}}</time>{{/page.notBefore}}</p></div>
            {{#page.mayAnswer}}<div id="antworten" data-live>{{#page.answers}}{{>answers}}{{/page.answers}}</div>{{/page.mayAnswer}}
            </section>
            <div id="angaben-des-belegs" data-live>
            <section class="card" aria-labelledby="angaben"><h2 id="angaben">{{t.document}}</h2>
            <dl class="facts">{{#page.facts}}<dt>{{label}}</dt><dd>{{value}}</dd>{{/page.facts}}</dl>
            <p class="acts">{{#page.links}}<a class="button" href="{{address}}" rel="noreferrer">{{text}}</a> {{/page.links}}{{#page.pdf}}<a class="button" href="{{address}}" aria-describedby="pdf-hinweis">{{t.pdf}}</a>{{/page.pdf}}</p>
            {{#page.pdf}}<p id="pdf-hinweis"><small>{{text}}: {{t.pdfHelp}}{{#page.pdfHash}} {{t.pdfBookedHash}}: <code>{{page.pdfHash}}</code>{{/page.pdfHash}}</small></p>{{/page.pdf}}{{^page.pdf}}<p><small>{{t.noPDF}}</small></p>{{/page.pdf}}
            </section>
            <section aria-labelledby="weg"><h2 id="weg">{{t.road}}</h2>{{#page.road}}{{>road}}{{/page.road}}</section>
            <section aria-labelledby="zahlen"><h2 id="zahlen">{{t.figures}}</h2>
            {{#page.figures}}
            <div class="scroll" tabindex="0" role="region" aria-label="{{t.figuresRegion}}">
            <table><thead><tr><th scope="col">{{t.rate}}</th><th scope="col" class="n">{{t.heroNet}}</th><th scope="col" class="n">{{t.heroTax}}</th>{{#isBooked}}<th scope="col" class="n">{{t.bookedNet}}</th><th scope="col" class="n">{{t.bookedTax}}</th>{{/isBooked}}</tr></thead>
            <tbody>{{#rates}}<tr{{#differs}} class="differs"{{/differs}}><th scope="row">{{rate}}{{#differs}} <small>({{t.differs}})</small>{{/differs}}</th><td class="n">{{heroNet}}</td><td class="n">{{heroTax}}</td>{{#isBooked}}<td class="n">{{bookedNet}}</td><td class="n">{{bookedTax}}</td>{{/isBooked}}</tr>
            {{/rates}}</tbody></table>
            <table><thead><tr><th scope="col">{{t.side}}</th><th scope="col" class="n">{{t.heroSide}}</th><th scope="col" class="n">{{t.bookedSide}}</th><th scope="col" class="n">{{t.lexofficeSide}}</th></tr></thead>
            <tbody>{{#sides}}<tr{{#differs}} class="differs"{{/differs}}><th scope="row">{{label}}{{#differs}} <small>({{t.differs}})</small>{{/differs}}</th><td class="n">{{hero}}</td><td class="n">{{booked}}</td><td class="n">{{lexoffice}}</td></tr>
            {{/sides}}</tbody></table>
            </div>
            {{#isFromInvoice}}<p class="soft">{{t.fromInvoice}}</p>{{/isFromInvoice}}{{#isSumAlone}}<p class="soft">{{t.sumAlone}}</p>{{/isSumAlone}}
            {{^isBooked}}<p class="soft">{{t.nothingBooked}}</p>{{/isBooked}}
            {{/page.figures}}
            </section>
            {{#page.eInvoice}}<section class="card" aria-label="{{title}}"><h2>{{title}}</h2>
            {{#held}}<p>{{held}}</p>{{/held}}
            <dl class="facts">{{#facts}}<dt>{{label}}</dt><dd>{{value}}</dd>{{/facts}}{{#rates}}<dt>{{rate}}</dt><dd>{{heroNet}} + {{heroTax}}</dd>{{/rates}}</dl>
            </section>{{/page.eInvoice}}
            {{#page.hasPayments}}<section aria-labelledby="zahlungen-titel"><h2 id="zahlungen-titel">{{t.payments}}</h2>
            <table class="cards"><thead><tr><th scope="col">{{t.payment}}</th><th scope="col" class="n">{{t.gross}}</th><th scope="col">{{t.state}}</th><th scope="col">{{t.heroSource}}</th></tr></thead>
            <tbody>{{#page.payments}}<tr><td data-label="{{t.payment}}"><span>{{what}} <span class="code">{{code}}</span></span></td><td class="n" data-label="{{t.gross}}">{{amount}}</td><td data-label="{{t.state}}"><span>{{state}}{{#reason}} <small>{{reason}}</small>{{/reason}}</span></td><td data-label="{{t.heroSource}}">{{entry}}</td></tr>
            {{/page.payments}}</tbody></table></section>{{/page.hasPayments}}
            {{#page.troubles}}<p class="notice warn">{{text}} {{next}} <span class="code">{{code}}</span></p>{{/page.troubles}}
            </div>
            <section id="verlauf" aria-labelledby="verlauf-titel" data-live><h2 id="verlauf-titel">{{t.history}}</h2>
            <p>{{#page.isWhole}}{{t.historyWhole}}. <a href="{{page.historyAddress}}">{{t.showCompact}}</a>{{/page.isWhole}}{{^page.isWhole}}{{t.historyCompact}}. <a href="{{page.historyAddress}}">{{t.showWhole}}</a>{{/page.isWhole}}</p>
            <ol class="story">
            {{#page.events}}<li class="{{sourceClass}}"><time datetime="{{iso}}">{{when}}</time> <span class="tag">{{source}}</span> {{what}}{{#amount}} <strong>{{amount}}</strong>{{/amount}}{{#actor}} <small>{{actor}}</small>{{/actor}}{{#raw}} <details><summary class="code">{{t.entry}} {{seq}}</summary><p class="code">{{move}}</p><dl class="facts">{{#facts}}<dt>{{label}}</dt><dd><code>{{value}}</code></dd>{{/facts}}</dl><p><a href="{{address}}">{{t.raw}}</a></p></details>{{/raw}}</li>
            {{/page.events}}
            </ol>
            {{#page.isShortened}}<p class="soft">{{t.moreHistory}}</p>{{/page.isShortened}}
            </section>
            {{/content}}{{/layout}}
            """)

    /// A ``DocumentChoiceView``.
    static let documentChoice = PageTemplate(
        name: "documentChoice",
        text: """
            {{<layout}}{{$content}}
            {{#page.isKnown}}<h1>{{t.several}}: {{page.name}}</h1>
            <p>{{t.severalHelp}}</p>
            <ul class="tiles">{{#page.choices}}<li class="tile"><a href="{{address}}"><strong>HERO {{id}}</strong>{{#date}} · {{date}}{{/date}}{{#amount}} · {{amount}}{{/amount}} · {{state}}</a></li>{{/page.choices}}</ul>
            {{/page.isKnown}}{{^page.isKnown}}<h1>{{t.unknown}}</h1>
            <p>{{t.unknownHelp}}</p>
            <form method="get" action="/belege" class="row" role="search"><p><label for="suche">{{t.searchLabel}}</label> <input type="search" id="suche" name="suche" value="{{page.name}}" maxlength="200"></p><p><button class="main">{{t.search}}</button></p></form>
            {{/page.isKnown}}
            {{/content}}{{/layout}}
            """)

    /// Why HERO's file is not simply shown.
    static let documentFile = PageTemplate(
        name: "documentFile",
        text: """
            {{<layout}}{{$content}}
            <h1>{{page.what}}</h1>
            <p>{{page.help}}</p>
            {{#page.booked}}<dl class="facts"><dt>{{t.pdfBookedHash}}</dt><dd><code>{{page.booked}}</code></dd><dt>{{t.pdfFoundHash}}</dt><dd><code>{{page.found}}</code></dd></dl>{{/page.booked}}
            <p class="acts">{{#page.anyway}}<a class="button" href="{{page.anyway}}">{{t.pdfShowAnyway}}</a>{{/page.anyway}} <a class="button" href="{{page.back}}">{{t.backToDocument}}</a></p>
            {{/content}}{{/layout}}
            """)
}
