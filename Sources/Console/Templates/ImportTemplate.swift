extension PageTemplate {
    static let contactImport = PageTemplate(
        name: "contactImport",
        text: """
            {{<layout}}{{$content}}
            <h1>{{frame.title}}</h1>
            <p>{{t.lead}}</p>
            <div id="lauf" data-live>
            {{#page.underway}}<div class="notice calm" role="status" data-working><strong>{{t.underway}}</strong> {{done}}{{#total}} / {{total}}{{/total}} {{t.progress}}. <small>{{t.lastRun}} {{actor}}</small>
            {{#maximum}}<br><progress value="{{value}}" max="{{maximum}}" aria-label="{{t.underway}}"></progress>{{/maximum}}</div>{{/page.underway}}
            </div>
            <div id="ergebnis" data-live>
            {{#page.result}}<section class="card"><h2>{{t.resultHead}}</h2>
            {{#trouble}}<p class="notice bad">{{trouble}}</p>{{/trouble}}
            <p><span class="figure">{{imported}}</span> {{t.imported}} · {{at}} · <small>{{t.lastRun}} {{actor}}</small></p>
            {{#left}}<p><strong>{{left}}</strong> {{t.left}}</p>{{/left}}
            {{#hasUncertain}}<p>{{t.uncertainHelp}}</p>{{/hasUncertain}}
            <ul>{{#skipped}}<li><a href="{{person.address}}">{{person.name}}</a>: {{why}}{{#person.customers}} ({{t.customer}} {{person.customers}}){{/person.customers}}</li>{{/skipped}}</ul>
            <details><summary>{{imported}} {{t.imported}}</summary><ul>{{#made}}<li><a href="{{address}}">lexoffice</a> → {{t.customer}} {{customer}}{{#dropped}}; {{t.dropped}}: {{dropped}}{{/dropped}}</li>{{/made}}</ul></details>
            </section>{{/page.result}}
            </div>
            <div id="zaehlung"{{#page.count.isRunning}} data-live data-working{{/page.count.isRunning}}>
            {{#page.count.isRunning}}<p class="notice calm" role="status">{{t.counting}} <a href="/kontakte/import">{{t.retryPage}}</a></p>{{/page.count.isRunning}}
            {{#page.count.trouble}}<p class="notice warn" role="status">{{page.count.trouble}}</p>{{/page.count.trouble}}
            {{#page.count.plan}}
            <ul class="tiles"><li class="tile"><span class="figure">{{ready}}</span> {{t.ready}}</li><li class="tile"><span class="figure">{{skipped}}</span> {{t.skipped}}</li></ul>
            <p class="soft">{{t.counted}} {{age}}</p>
            {{^hasReady}}<p>{{t.none}}</p>{{/hasReady}}
            {{#hasReady}}<form method="post" action="/kontakte/import">
            <input type="hidden" name="act" value="import"><input type="hidden" name="id" value="{{id}}"><input type="hidden" name="at" value="{{at}}">
            {{#isLimited}}<p>{{t.limited}}</p>{{/isLimited}}
            <p class="acts"><button class="main">{{button}}</button> <small>{{t.hint}}</small></p>
            <div class="scroll" tabindex="0" role="region" aria-label="{{t.ready}}"><table><caption>{{t.ready}}</caption><thead><tr><th scope="col">{{t.leaveOut}}</th><th scope="col">{{t.contact}}</th><th scope="col">{{t.names}}</th></tr></thead><tbody>
            {{#people}}<tr><td>{{#isFree}}<input type="checkbox" name="out" value="{{id}}"{{#isOut}} checked{{/isOut}} aria-label="{{t.leaveOut}}: {{name}}">{{/isFree}}{{^isFree}}<small>{{t.begun}}</small>{{/isFree}}</td><td><a href="{{address}}">{{name}}</a></td><td>{{place}}</td></tr>
            {{/people}}</tbody></table></div>
            <input type="hidden" name="end" value="1">
            </form>{{/hasReady}}
            <h2>{{t.skippedHead}}</h2>
            {{#groups}}<details><summary><strong>{{count}}</strong> {{why}} <span class="code">{{code}}</span>{{#isAsking}} <span class="tag warn">!</span>{{/isAsking}}</summary>
            <ul>{{#people}}<li><a href="{{address}}">{{name}}</a>{{#customers}} → {{t.customer}} {{customers}}{{/customers}}</li>{{/people}}</ul></details>
            {{/groups}}
            {{/page.count.plan}}
            <form method="post" action="/kontakte/import" class="row"><button name="act" value="count">{{#page.count.plan}}{{t.countAgain}}{{/page.count.plan}}{{^page.count.plan}}{{t.count}}{{/page.count.plan}}</button></form>
            </div>
            {{/content}}{{/layout}}
            """)
}
