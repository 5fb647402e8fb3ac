extension PageTemplate {
    static let plan = PageTemplate(
        name: "plan",
        text: """
            {{<layout}}{{$head}}{{#page.trial.isRunning}}<noscript><meta http-equiv="refresh" content="3"></noscript>{{/page.trial.isRunning}}{{/head}}{{$content}}
            <h1>{{t.plan}}</h1>
            <p>{{t.intro}}</p>
            <div id="plan"{{#page.trial.isRunning}} data-live data-working{{/page.trial.isRunning}}>{{>planBody}}</div>
            {{/content}}{{/layout}}
            """)

    /// The plan by itself: the trial run of the set-up shows the same: its view has a `trial`, and its words are `PlanWord`, too.
    static let planBody = PageTemplate(
        name: "planBody",
        text: """
            {{#page.trial}}{{#isRunning}}<div class="card" role="status"><p><strong>{{t.computing}}</strong> {{t.since}} {{begun}}</p>{{#progress}}<p>{{#isKnown}}<progress value="{{value}}" max="{{maximum}}" aria-label="{{t.computing}}">{{done}}</progress> {{done}} {{t.doneOf}} {{total}}{{/isKnown}}{{^isKnown}}<progress aria-label="{{t.computing}}"></progress>{{/isKnown}}</p>{{/progress}}</div>{{/isRunning}}
            {{#canStart}}<form method="post" action="/plan" class="row noprint"><p><button class="main">{{#isEmpty}}{{t.compute}}{{/isEmpty}}{{^isEmpty}}{{t.computeAgain}}{{/isEmpty}}</button></p></form>{{/canStart}}
            {{#isEmpty}}<p>{{t.notYet}}</p>{{/isEmpty}}
            {{#failure}}<p class="notice bad" role="status">{{failure}}</p>{{/failure}}
            {{#plan}}
            <p class="notice {{#isOutOfDate}}warn{{/isOutOfDate}}{{^isOutOfDate}}calm{{/isOutOfDate}}">{{t.computedAt}} {{computed}}. {{#isOutOfDate}}{{t.outOfDate}}{{/isOutOfDate}}{{^isOutOfDate}}{{t.fresh}}{{/isOutOfDate}}</p>
            {{#interruption}}<p class="notice bad">{{interruption}}</p>{{/interruption}}
            {{#isPaused}}<p class="notice warn">{{t.paused}}</p>{{/isPaused}}
            {{#isRelinking}}<p class="notice warn">{{t.relinking}}</p>{{/isRelinking}}
            {{#doesNothing}}<p class="notice good sentence">{{t.nothing}}</p>{{/doesNothing}}
            {{^doesNothing}}<h2>{{t.price}}</h2>
            <ul class="tiles">
            <li class="tile"><span class="figure">{{requests}}</span> {{t.requests}} <small>({{t.lexoffice}} {{lexofficeRequests}}, {{t.hero}} {{heroRequests}})</small></li>
            <li class="tile"><span class="figure">{{minutes}}</span> {{t.minutes}}</li>
            <li class="tile"><span class="figure">{{gross}}</span> {{t.gross}}</li>
            <li class="tile"><span class="figure">{{monthCount}}</span> {{t.months}}{{#months}} <small>({{months}})</small>{{/months}}</li>
            </ul>
            <p class="soft">{{t.requestsHint}}</p>{{/doesNothing}}
            {{#groups}}<section aria-labelledby="gruppe-{{anchor}}">
            <h2 id="gruppe-{{anchor}}">{{name}} <span class="soft">{{count}}{{#sum}} · {{sum}}{{/sum}}</span></h2>
            {{#isFolded}}<details><summary>{{t.details}}</summary>{{>planRows}}</details>{{/isFolded}}{{^isFolded}}{{>planRows}}{{/isFolded}}
            {{#cut}}<p>{{t.cut}} {{cut}}</p>{{/cut}}
            </section>{{/groups}}
            <p class="soft">{{t.readsHint}} HERO {{readHero}}, lexoffice {{readLexoffice}}. {{t.writes}}</p>
            {{/plan}}{{/page.trial}}
            """)

    static let planRows = PageTemplate(
        name: "planRows",
        text: """
            <table class="cards"><thead><tr><th scope="col">{{t.number}}</th><th scope="col">{{t.date}}</th><th scope="col" class="n">{{t.amount}} (EUR)</th><th scope="col">{{t.detail}}</th></tr></thead><tbody>
            {{#rows}}<tr><td class="k" data-label="{{t.number}}">{{#address}}<a href="{{address}}">{{number}}</a>{{/address}}{{^address}}{{number}}{{/address}}</td><td class="d" data-label="{{t.date}}">{{date}}</td><td class="n" data-label="{{t.amount}}">{{amount}}</td><td data-label="{{t.detail}}"><span>{{what}}{{#reason}}<br><small>{{reason}}</small>{{/reason}}{{#code}} <span class="code">{{code}}</span>{{/code}}</span></td></tr>
            {{/rows}}</tbody></table>
            """)
}
