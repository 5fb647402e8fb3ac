extension PageTemplate {
    static let documents = PageTemplate(
        name: "documents",
        text: """
            {{<layout}}{{$content}}
            <h1>{{t.documents}}</h1>
            <form method="get" action="/belege" class="row" role="search" aria-label="{{t.documents}}">
            <p class="wide"><label for="f-suche">{{t.searchFor}}</label> <input type="search" id="f-suche" name="suche" value="{{page.text}}" maxlength="200" placeholder="{{t.searchHint}}"></p>
            <p><label for="f-stand">{{t.state}}</label> <select id="f-stand" name="stand"><option value="">{{t.anyState}}</option>{{#page.standings}}<option value="{{value}}"{{#isChosen}} selected{{/isChosen}}>{{name}}</option>{{/page.standings}}</select></p>
            <p><label for="f-monat">{{t.month}}</label> <select id="f-monat" name="monat"><option value="">{{t.anyMonth}}</option>{{#page.months}}<option value="{{value}}"{{#isChosen}} selected{{/isChosen}}>{{name}}</option>{{/page.months}}</select></p>
            <p><label for="f-art">{{t.kind}}</label> <select id="f-art" name="art"><option value="">{{t.anyKind}}</option>{{#page.kinds}}<option value="{{value}}"{{#isChosen}} selected{{/isChosen}}>{{name}}</option>{{/page.kinds}}</select></p>
            <p><button class="main">{{t.apply}}</button>{{#page.isFiltered}} <a class="button" href="/belege">{{t.clear}}</a>{{/page.isFiltered}}</p>
            </form>
            {{#page.hasUnknown}}<p class="notice warn" role="alert">{{t.unknownFilter}}</p>{{/page.hasUnknown}}
            <div id="belege" data-live>
            {{#page.empty}}<p class="notice calm">{{page.empty}}</p>{{/page.empty}}
            {{#page.hasRows}}<p class="found"><strong>{{page.count}}</strong>, {{t.together}} <strong>{{page.gross}}</strong>{{#page.withoutGross}} <small>({{page.withoutGross}})</small>{{/page.withoutGross}} <a class="noprint" href="{{page.table}}">{{t.csv}}</a></p>
            <table class="cards">
            <thead><tr><th scope="col">{{t.number}}</th><th scope="col">{{t.date}}</th><th scope="col">{{t.kind}}</th><th scope="col">{{t.customer}}</th><th scope="col" class="n">{{t.gross}}</th><th scope="col">{{t.state}}</th></tr></thead>
            <tbody>
            {{#page.rows}}<tr><td class="d" data-label="{{t.number}}"><a href="{{address}}">{{number}}</a></td><td class="d" data-label="{{t.date}}">{{#iso}}<time datetime="{{iso}}">{{date}}</time>{{/iso}}{{^iso}}{{date}}{{/iso}}</td><td class="k" data-label="{{t.kind}}">{{kind}}</td><td data-label="{{t.customer}}">{{customer}}</td><td class="n" data-label="{{t.gross}}">{{gross}}</td><td data-label="{{t.state}}"><span><span class="tag {{tone}}">{{state}}</span>{{#code}} <a class="code" href="/hilfe#{{code}}">{{code}}</a>{{/code}}</span></td></tr>
            {{/page.rows}}</tbody></table>{{/page.hasRows}}
            <nav class="pages" aria-label="{{t.page}}">{{#page.newest}}<a class="button" href="{{page.newest}}">{{t.newest}}</a>{{/page.newest}}{{#page.newer}}<a class="button" rel="prev" href="{{page.newer}}">{{t.newer}}</a>{{/page.newer}}{{#page.older}}<a class="button" rel="next" href="{{page.older}}">{{t.older}}</a>{{/page.older}}</nav>
            </div>
            {{/content}}{{/layout}}
            """)
}
