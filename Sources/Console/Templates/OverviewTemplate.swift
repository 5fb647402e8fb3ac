extension PageTemplate {
    static let overview = PageTemplate(
        name: "overview",
        text: """
            {{<layout}}{{$content}}
            <h1>{{t.overview}}</h1>
            <div class="notice {{page.tone}}" role="status" id="lage" data-live>
            <p class="sentence">{{page.sentence}}</p>
            <p><small>{{#page.details}}{{.}} {{/page.details}}</small></p>
            </div>
            <div id="hinweise" data-live>{{#page.notices}}<p class="notice warn"><a href="{{address}}">{{text}}</a></p>{{/page.notices}}</div>
            <ul class="tiles" id="zahlen" data-live>
            {{#page.tiles}}<li class="tile"><a href="{{address}}"><span class="figure">{{#figure}}{{figure}}{{/figure}}{{^figure}}<span title="{{t.counting}}">…</span>{{/figure}}</span> {{name}}</a></li>
            {{/page.tiles}}</ul>
            <div id="knoepfe" data-live>
            {{#page.answers}}<h2 class="spoken">{{t.acts}}</h2>{{>answers}}{{/page.answers}}
            <p><a class="button" href="/plan">{{t.seePlan}}</a></p>
            {{#page.isReadOnly}}<p class="soft">{{t.readOnly}}</p>{{/page.isReadOnly}}
            </div>
            <div class="sides apart" id="bisher" data-live>
            {{#page.month}}<section class="card" aria-labelledby="monat"><h2 id="monat">{{t.month}}: <a href="{{address}}">{{title}}</a></h2>
            <table><thead><tr><th scope="col">{{t.side}}</th><th scope="col" class="n">{{t.gross}}</th></tr></thead><tbody><tr><th scope="row">{{t.hero}}</th><td class="n">{{hero}}</td></tr>
            <tr><th scope="row">{{t.lexoffice}}</th><td class="n">{{lexoffice}}</td></tr></tbody>
            <tfoot><tr{{#differs}} class="differs"{{/differs}}><th scope="row">{{t.difference}}</th><td class="n">{{difference}}</td></tr></tfoot></table>
            <p><strong>{{count}}</strong>{{#unknown}}, {{unknown}}{{/unknown}}{{#due}}; <a href="{{dueAddress}}">{{t.notYet}}: {{due}}</a>{{/due}}</p>
            <p class="soft"><small>{{t.monthHelp}}</small></p></section>{{/page.month}}
            {{#page.year}}<section class="card" aria-labelledby="jahr"><h2 id="jahr">{{t.sinceJanuary}}</h2>
            <dl class="facts"><dt>{{t.transferred}}</dt><dd><strong>{{transferred}}</strong></dd><dt>{{t.doubts}}</dt><dd><strong>{{doubts}}</strong></dd><dt>{{t.resolved}}</dt><dd><strong>{{resolved}}</strong></dd><dt>{{t.doubled}}</dt><dd><strong>{{doubled}}</strong>{{#doubledOnes}} <a href="{{address}}">{{text}}</a>{{/doubledOnes}}</dd></dl>
            <p class="soft"><small>{{t.doubledHelp}}</small></p></section>{{/page.year}}
            </div>
            {{/content}}{{/layout}}
            """)
}
