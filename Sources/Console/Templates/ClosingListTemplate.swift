extension PageTemplate {
    static let closingList = PageTemplate(
        name: "closingList",
        text: """
            {{<layout}}{{$content}}
            <h1>{{t.closing}}</h1>
            <h2>{{t.months}}</h2>
            {{^page.months}}<p>{{t.nothingKept}}</p>{{/page.months}}
            <ul class="months" id="monate" data-live>
            {{#page.months}}<li class="card"><p><a href="{{address}}"><strong>{{month}}</strong></a> <span class="tag {{tone}}">{{standing}}</span></p>{{#signed}}<p class="soft">{{t.by}} {{signed}}</p>{{/signed}}{{#read}}<p class="soft">{{t.readAt}} {{read}}</p>{{/read}}</li>
            {{/page.months}}
            </ul>
            <form class="row" method="get" action="/abschluss"><p><label for="monat">{{t.anyMonth}}</label><input type="month" id="monat" name="monat" required></p><p><button>{{t.goOn}}</button></p></form>
            <section aria-labelledby="mitnehmen">
            <h2 id="mitnehmen">{{t.take}}</h2>
            <p>{{t.year}}: {{#page.years}}<a href="{{address}}#mitnehmen"{{#isCurrent}} aria-current="true"{{/isCurrent}}>{{year}}</a> {{/page.years}}</p>
            <h3>{{t.tables}} {{page.year}}</h3>
            <p class="soft">{{t.tablesHint}}</p>
            <dl class="facts">{{#page.tables}}<dt><a href="{{address}}">{{name}}</a></dt><dd>{{explanation}}</dd>{{/page.tables}}</dl>
            <h3>{{t.procedure}}</h3>
            <p><a href="{{page.procedure}}" lang="de">Verfahrensdokumentation {{page.year}}</a> <span class="soft">{{t.procedureHint}}</span></p>
            <h3>{{t.audit}}</h3>
            <p>{{t.auditHint}} <code>{{page.auditCommand}}</code></p>
            </section>
            {{/content}}{{/layout}}
            """)
}
