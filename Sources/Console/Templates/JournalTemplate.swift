extension PageTemplate {
    static let journal = PageTemplate(
        name: "journal",
        text: """
            {{<layout}}{{$content}}
            <h1>{{t.journal}}</h1>
            <form method="get" action="/protokoll" class="row" role="search" aria-label="{{t.filter}}">
            <p><label for="f-name">{{t.name}}</label> <input type="search" id="f-name" name="name" value="{{page.name}}" maxlength="200" title="{{t.nameHint}}"></p>
            <p><label for="f-art">{{t.kind}}</label> <select id="f-art" name="art"><option value="">{{t.anyKind}}</option>{{#page.kinds}}<option value="{{value}}"{{#isChosen}} selected{{/isChosen}}>{{name}}</option>{{/page.kinds}}</select></p>
            <p><label for="f-ereignis">{{t.event}}</label> <input type="text" id="f-ereignis" name="ereignis" value="{{page.event}}" maxlength="80" list="ereignisse"><datalist id="ereignisse">{{#page.events}}<option value="{{.}}"></option>{{/page.events}}</datalist></p>
            <p><label for="f-wer">{{t.actor}}</label> <input type="text" id="f-wer" name="wer" value="{{page.actor}}" maxlength="200" title="{{t.actorHint}}"></p>
            <p><label for="f-von">{{t.from}}</label> <input type="date" id="f-von" name="von" value="{{page.from}}"></p>
            <p><label for="f-bis">{{t.to}}</label> <input type="date" id="f-bis" name="bis" value="{{page.to}}"></p>
            <p><button class="main">{{t.apply}}</button>{{#page.isFiltered}} <a class="button" href="/protokoll">{{t.clear}}</a>{{/page.isFiltered}}</p>
            </form>
            {{#page.badDay}}<p class="notice warn" role="alert">{{t.badDay}}</p>{{/page.badDay}}
            <div id="eintraege" data-live>
            {{#page.empty}}<p class="notice">{{page.empty}}</p>{{/page.empty}}
            {{#page.hasRows}}<table class="cards journal">
            <caption>{{t.entries}}</caption>
            <thead><tr><th scope="col" class="n">{{t.entry}}</th><th scope="col">{{t.when}}</th><th scope="col">{{t.what}}</th><th scope="col">{{t.about}}</th><th scope="col">{{t.who}}</th></tr></thead>
            <tbody>
            {{#page.rows}}<tr id="e{{seq}}"><td class="n" data-label="{{t.entry}}">{{seq}}</td><td data-label="{{t.when}}"><time datetime="{{iso}}">{{when}}</time></td><td data-label="{{t.what}}"><div>{{what}}<details><summary class="code">{{code}}</summary><dl class="facts">{{#facts}}<dt>{{label}}</dt><dd><code>{{value}}</code></dd>{{/facts}}</dl></details></div></td><td data-label="{{t.about}}">{{#address}}<a href="{{address}}">{{about}}</a>{{/address}}{{^address}}{{about}}{{/address}}</td><td data-label="{{t.who}}">{{actor}}</td></tr>
            {{/page.rows}}</tbody></table>{{/page.hasRows}}
            {{#page.further}}<p class="notice calm">{{t.searchOnHelp}} <a class="button" href="{{page.further}}">{{t.searchOn}}</a></p>{{/page.further}}
            <nav class="pages" aria-label="{{t.page}}">
            {{#page.newest}}<a class="button" href="{{page.newest}}">{{t.newest}}</a>{{/page.newest}}
            {{#page.newer}}<a class="button" rel="prev" href="{{page.newer}}">{{t.newer}}</a>{{/page.newer}}
            {{#page.older}}<a class="button" rel="next" href="{{page.older}}">{{t.older}}</a>{{/page.older}}
            </nav>
            </div>
            <div class="sides noprint">
            <section class="card" id="pruefung" aria-labelledby="pruefung-titel" data-live>
            <h2 id="pruefung-titel">{{t.verify}}</h2>
            <p>{{t.verifyHelp}}</p>
            {{#page.check.running}}<p role="status" data-working><progress max="{{total}}" value="{{done}}" aria-label="{{t.verifying}}"></progress> {{t.verifying}}: {{text}} <a href="/protokoll#pruefung">{{t.retryPage}}</a></p>{{/page.check.running}}
            {{#page.check.result}}<div class="notice {{tone}}" role="status"><strong>{{text}}</strong>{{#detail}} <small>{{detail}}</small>{{/detail}}<dl class="facts">{{#facts}}<dt>{{label}}</dt><dd>{{value}}</dd>{{/facts}}</dl></div>{{/page.check.result}}
            {{#page.check.canRun}}{{^page.check.running}}<form method="post" action="/protokoll"><button>{{t.verifyNow}}</button></form>{{/page.check.running}}{{/page.check.canRun}}
            </section>
            <section class="card" id="anker" aria-labelledby="anker-titel">
            <h2 id="anker-titel">{{t.anchor}}</h2>
            <form method="get" action="/protokoll#anker"><p><label for="f-anker">{{t.anchorHint}}</label> <input type="text" id="f-anker" name="anker" value="{{page.anchorTyped}}" maxlength="200" size="40" required autocomplete="off" spellcheck="false"> <button>{{t.anchorFind}}</button></p></form>
            {{#page.anchor}}<p class="notice {{tone}}" role="status">{{text}}{{#address}} <a href="{{address}}">{{t.openEntry}}</a>{{/address}}</p>{{/page.anchor}}
            </section>
            <section class="card" aria-labelledby="ausgabe-titel">
            <h2 id="ausgabe-titel">{{t.exports}}</h2>
            <p>{{t.exportHelp}}</p>
            <p><a class="button" href="{{page.export}}">{{t.exportFiltered}}</a></p>
            </section>
            </div>
            {{/content}}{{/layout}}
            """)
}
