extension PageTemplate {
    static let payments = PageTemplate(
        name: "payments",
        text: """
            {{<layout}}{{$content}}
            <h1>{{t.payments}}</h1>
            <section aria-labelledby="unterwegs"><div id="wege" data-live>
            <h2 id="unterwegs">{{t.underWay}}</h2>
            {{^page.underWay.rows}}<p>{{t.noneUnderWay}}</p>{{/page.underWay.rows}}
            {{#page.underWay.rows}}<div class="card"><p><span class="tag {{tone}}">{{what}}</span> <strong>{{#address}}<a href="{{address}}">{{number}}</a>{{/address}}{{^address}}{{number}}{{/address}}</strong> {{amount}} <span class="soft">{{payment}}</span></p>{{#reason}}<p>{{reason}}{{#code}} <span class="code">{{code}}</span>{{/code}}</p>{{/reason}}</div>
            {{/page.underWay.rows}}
            </div></section>
            <section aria-labelledby="mahnen"><div id="urteile" data-live>
            <h2 id="mahnen">{{t.dunning}}</h2>
            {{^page.isToday}}<p>{{t.dunningToday}} <a href="/zahlungen#mahnen">{{t.dunning}}</a></p>{{/page.isToday}}
            {{#page.dunning}}
            <ul class="tags">{{#counts}}<li><span class="tag {{tone}}">{{count}} {{name}}</span></li>{{/counts}}</ul>
            {{^rows}}<p>{{t.noneOverdue}}</p>{{/rows}}
            {{#isAny}}<table class="cards"><caption>{{t.dunning}} (EUR)</caption><thead><tr><th scope="col">{{t.number}}</th><th scope="col">{{t.due}}</th><th scope="col" class="n">{{t.daysOverdue}}</th><th scope="col" class="n">{{t.open}}</th><th scope="col">{{t.verdict}}</th><th scope="col">{{t.why}}</th><th scope="col">{{t.proof}}</th></tr></thead><tbody>
            {{#rows}}<tr><td class="k" data-label="{{t.number}}">{{#address}}<a href="{{address}}">{{number}}</a>{{/address}}{{^address}}{{number}}{{/address}}</td><td class="d" data-label="{{t.due}}">{{due}}</td><td class="n" data-label="{{t.daysOverdue}}">{{days}}</td><td class="n" data-label="{{t.open}}">{{open}}</td><td data-label="{{t.verdict}}"><span class="tag {{tone}}">{{verdict}}</span></td><td data-label="{{t.why}}"><span>{{why}}{{#code}} <span class="code">{{code}}</span>{{/code}}</span></td><td data-label="{{t.proof}}"><small>{{proof}}</small></td></tr>
            {{/rows}}</tbody></table>{{/isAny}}
            {{#isCut}}<p>{{t.cut}}</p>{{/isCut}}
            {{/page.dunning}}
            </div></section>
            <section aria-labelledby="posten">
            <h2 id="posten">{{t.openItems}}</h2>
            {{#page.badDate}}<p class="notice warn" role="status">{{t.badDate}}</p>{{/page.badDate}}
            <form class="row" method="get" action="/zahlungen"><p><label for="stichtag">{{t.keyDate}}</label><input type="date" id="stichtag" name="stichtag" value="{{page.day}}" required></p><p><button>{{t.show}}</button></p><p><a class="button" href="{{page.csv}}">{{t.csv}}</a></p></form>
            <div id="postenstand" data-live>
            {{#page.open.resting}}<p class="notice warn">{{t.resting}}</p>{{/page.open.resting}}
            <p class="soft">{{t.seenHero}}: {{page.open.heroSeen}} · {{t.seenLexoffice}}: {{page.open.lexofficeSeen}}</p>
            <table class="cards"><caption>{{t.byAge}} (EUR)</caption><thead><tr><th scope="col">{{t.age}}</th><th scope="col" class="n">{{t.count}}</th><th scope="col" class="n">{{t.hero}}</th><th scope="col" class="n">{{t.lexoffice}}</th><th scope="col" class="n">{{t.difference}}</th></tr></thead><tbody>
            {{#page.open.buckets}}<tr{{#differs}} class="differs"{{/differs}}><td data-label="{{t.age}}"><span>{{name}}{{#untold}} <small>{{untold}}</small>{{/untold}}</span></td><td class="n" data-label="{{t.count}}">{{count}}</td><td class="n" data-label="{{t.hero}}">{{hero}}</td><td class="n" data-label="{{t.lexoffice}}">{{lexoffice}}</td><td class="n" data-label="{{t.difference}}">{{difference}}</td></tr>
            {{/page.open.buckets}}</tbody><tfoot>{{#page.open.total}}<tr><td data-label="{{t.age}}"><span>{{name}}{{#untold}} <small>{{untold}}</small>{{/untold}}</span></td><td class="n" data-label="{{t.count}}">{{count}}</td><td class="n" data-label="{{t.hero}}">{{hero}}</td><td class="n" data-label="{{t.lexoffice}}">{{lexoffice}}</td><td class="n" data-label="{{t.difference}}">{{difference}}</td></tr>{{/page.open.total}}</tfoot></table>
            {{#page.open.isEmpty}}<p>{{t.noneOpen}}</p>{{/page.open.isEmpty}}
            {{^page.open.isEmpty}}<table class="cards"><caption>{{t.openItems}} (EUR)</caption><thead><tr><th scope="col">{{t.number}}</th><th scope="col">{{t.documentDate}}</th><th scope="col">{{t.due}}</th><th scope="col" class="n">{{t.daysOverdue}}</th><th scope="col" class="n">{{t.gross}}</th><th scope="col" class="n">{{t.hero}}</th><th scope="col" class="n">{{t.lexoffice}}</th><th scope="col" class="n">{{t.difference}}</th></tr></thead><tbody>
            {{#page.open.items}}<tr{{#differs}} class="differs"{{/differs}}><td class="k" data-label="{{t.number}}">{{#address}}<a href="{{address}}">{{number}}</a>{{/address}}{{^address}}{{number}}{{/address}}</td><td class="d" data-label="{{t.documentDate}}">{{date}}</td><td class="d" data-label="{{t.due}}">{{due}}</td><td class="n" data-label="{{t.daysOverdue}}">{{days}}</td><td class="n" data-label="{{t.gross}}">{{gross}}</td><td class="n" data-label="{{t.hero}}">{{hero}}</td><td class="n" data-label="{{t.lexoffice}}">{{lexoffice}}</td><td class="n" data-label="{{t.difference}}">{{difference}}</td></tr>
            {{/page.open.items}}</tbody></table>{{/page.open.isEmpty}}
            {{#page.open.isCut}}<p>{{t.cut}}</p>{{/page.open.isCut}}
            <p class="soft">{{page.open.settled}} {{t.settled}}.{{#page.open.undated}} {{page.open.undated}} {{t.undated}}.{{/page.open.undated}} {{t.limits}}</p>
            </div></section>
            {{/content}}{{/layout}}
            """)
}
