extension PageTemplate {
    /// Narrow rows: there may be thousands of them.
    static let fleet = PageTemplate(
        name: "fleet",
        text: """
            {{<layout}}{{$content}}
            <h1>{{t.accounts}}</h1>
            <div class="notice {{page.tone}}" role="status" id="lage" data-live><p class="sentence">{{page.sentence}}</p></div>
            <ul class="tiles" id="zahlen" data-live>
            {{#page.tiles}}<li class="tile"><a href="{{address}}"{{#isChosen}} aria-current="true"{{/isChosen}}><span class="figure">{{figure}}</span> {{name}}</a></li>
            {{/page.tiles}}</ul>
            <form method="get" action="/" class="row" role="search" aria-label="{{t.accounts}}">
            {{#page.group}}<input type="hidden" name="stand" value="{{page.group}}">{{/page.group}}
            <p class="wide"><label for="f-suche">{{t.searchFor}}</label> <input type="search" id="f-suche" name="suche" value="{{page.text}}" maxlength="63"></p>
            <p><button class="main">{{t.apply}}</button>{{#page.isFiltered}} <a class="button" href="/">{{t.clear}}</a>{{/page.isFiltered}}</p>
            </form>
            <div id="konten" data-live>
            {{#page.empty}}<p class="notice calm">{{page.empty}}</p>{{/page.empty}}
            {{#page.hasRows}}<table class="cards sparse"><thead><tr><th scope="col">{{t.account}}</th><th scope="col">{{t.state}}</th><th scope="col">{{t.since}}</th><th scope="col" class="n">{{t.toClarify}}</th><th scope="col">{{t.whoActs}}</th><th scope="col" class="n">{{t.doubts}}</th><th scope="col">{{t.lastComplete}}</th></tr></thead><tbody>
            {{#page.rows}}<tr><td class="k" data-label="{{t.account}}">{{#address}}<a href="{{address}}">{{name}}</a>{{/address}}{{^address}}{{name}}{{/address}}</td><td data-label="{{t.state}}"><span><span class="tag {{tone}}">{{state}}</span>{{#detail}} <small>{{detail}}</small>{{/detail}}</span></td><td class="d" data-label="{{t.since}}">{{since}}</td><td class="n" data-label="{{t.toClarify}}">{{#people}}<strong>{{people}}</strong>{{/people}}</td><td class="o" data-label="{{t.whoActs}}">{{who}}</td><td class="n" data-label="{{t.doubts}}">{{doubts}}</td><td class="d" data-label="{{t.lastComplete}}">{{last}}</td></tr>
            {{/page.rows}}</tbody></table>{{/page.hasRows}}
            </div>
            <p class="soft">{{t.readingOnly}}</p>
            {{/content}}{{/layout}}
            """)
}
