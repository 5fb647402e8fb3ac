extension PageTemplate {
    static let overview = PageTemplate(
        name: "overview",
        text: """
            {{<layout}}{{$content}}
            <h1>{{t.overview}}</h1>
            <p class="notice sentence {{page.tone}}" role="status" id="lage" data-live>{{page.sentence}}</p>
            <ul class="tiles" id="zahlen" data-live>
            <li class="tile"><a href="/klaeren"><span class="figure">{{page.toClarify}}</span> {{t.toClarify}}</a></li>
            </ul>
            {{/content}}{{/layout}}
            """)
}
