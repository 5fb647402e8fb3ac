extension PageTemplate {
    static let help = PageTemplate(
        name: "help",
        text: """
            {{<layout}}{{$content}}
            <h1 id="oben">{{t.help}}</h1>
            <p>{{t.intro}}</p>
            <form method="get" action="/hilfe" class="row" role="search" aria-label="{{t.help}}">
            <p class="wide"><label for="f-suche">{{t.searchFor}}</label> <input type="search" id="f-suche" name="suche" value="{{page.text}}" maxlength="200"></p>
            <p><button class="main">{{t.apply}}</button>{{#page.isFiltered}} <a class="button" href="/hilfe">{{t.clear}}</a>{{/page.isFiltered}}</p>
            </form>
            {{#page.isEmpty}}<p class="notice calm">{{t.nothingFound}}</p>{{/page.isEmpty}}
            {{^page.isFiltered}}
            <nav aria-label="{{t.groups}}"><ul class="inline">{{#page.groups}}<li><a href="#{{anchor}}">{{title}}</a> <small>({{count}})</small></li>{{/page.groups}}<li><a href="#woerter">{{t.words}}</a></li></ul></nav>
            <section aria-labelledby="ablauf"><h2 id="ablauf">{{t.how}}</h2>
            <ol>{{#page.how}}<li>{{.}}</li>{{/page.how}}</ol></section>
            {{/page.isFiltered}}
            {{#page.groups}}
            <section aria-labelledby="{{anchor}}"><h2 id="{{anchor}}">{{title}} <small>({{count}})</small></h2>
            {{#reasons}}
            <article class="card reason" id="{{code}}">
            <h3>{{what}} <a class="code" href="#{{code}}">{{code}}</a></h3>
            <ul class="steps" aria-label="{{t.toDo}}">{{#steps}}<li>{{#who}}<strong>{{who}}:</strong> {{/who}}{{#parts}}{{#isTyped}}<code>{{text}}</code>{{/isTyped}}{{^isTyped}}{{text}}{{/isTyped}}{{/parts}}</li>{{/steps}}</ul>
            </article>
            {{/reasons}}
            </section>
            {{/page.groups}}
            {{^page.isFiltered}}
            <section aria-labelledby="woerter"><h2 id="woerter">{{t.words}}</h2>
            <dl class="facts">{{#page.terms}}<dt>{{word}}</dt><dd>{{means}}</dd>{{/page.terms}}</dl></section>
            {{/page.isFiltered}}
            <p><a href="#oben">{{t.toTop}}</a></p>
            {{/content}}{{/layout}}
            """)
}
