extension PageTemplate {
    static let clarify = PageTemplate(
        name: "clarify",
        text: """
            {{<layout}}{{$content}}
            <h1>{{t.clarify}} <span id="anzahl" data-live>({{page.count}})</span></h1>
            <div id="leer" data-live>{{#page.empty}}<p class="notice {{tone}} sentence">{{text}}{{#situation}} {{situation}}{{/situation}}</p><p>{{help}}{{#checked}} <strong>{{checked}}</strong>{{/checked}}</p>{{/page.empty}}</div>
            {{^page.empty}}<p class="soft">{{t.intro}}</p>{{/page.empty}}
            {{#page.notice}}<p class="notice calm">{{page.notice}}</p>{{/page.notice}}
            {{#page.groups}}
            <section aria-labelledby="{{anchor}}">
            <h2 id="{{anchor}}">{{title}} <small>({{count}})</small></h2>
            {{#batches}}
            <form method="get" action="/klaeren" id="{{form}}" class="card">
            <input type="hidden" name="vorschau" value="1">
            <p><strong>{{t.several}}</strong> ({{count}}): {{cause}}</p>
            <p class="acts">{{#buttons}}<button name="act" value="{{value}}">{{title}} … <small>{{t.preview}}</small></button> {{/buttons}}</p>
            </form>
            {{/batches}}
            <ol class="plain">
            {{#items}}
            <li class="card" id="{{anchor}}">
            <h3>{{#tick}}<input type="checkbox" name="document" value="{{value}}" form="{{form}}" aria-label="{{label}}"> {{/tick}}{{#address}}<a href="{{address}}">{{title}}</a>{{/address}}{{^address}}{{title}}{{/address}} <small>{{what}}</small>{{#amount}} · {{amount}}{{/amount}}</h3>
            <p>{{cause}}{{#code}} <span class="code">{{code}}</span>{{/code}}</p>
            <p class="soft">{{t.since}} {{since}} ({{age}})</p>
            {{#help}}<p>{{help}}</p>{{/help}}
            {{#pending}}<p class="notice calm" role="status">{{pending}}</p>{{/pending}}
            {{#answers}}<details open><summary>{{t.answersHere}}</summary>{{>answers}}</details>{{/answers}}
            </li>
            {{/items}}
            </ol>
            </section>
            {{/page.groups}}
            <p class="pages">{{#page.previous}}<a class="button" href="{{page.previous}}">{{t.previous}}</a>{{/page.previous}}{{#page.next}}<a class="button" href="{{page.next}}">{{t.next}}</a>{{/page.next}}</p>
            {{/content}}{{/layout}}
            """)

    static let clarifyPreview = PageTemplate(
        name: "clarifyPreview",
        text: """
            {{<layout}}{{$content}}
            <h1>{{t.previewTitle}}</h1>
            {{^page.form}}<p class="notice warn">{{t.noneChosen}}</p>{{/page.form}}
            {{#page.form}}
            <p>{{t.act}}: <strong>{{answer}}</strong>. {{t.previewHelp}}</p>
            <form method="post" action="/entscheiden">
            <input type="hidden" name="id" value="{{id}}"><input type="hidden" name="back" value="{{back}}"><input type="hidden" name="form" value="{{here}}">
            <table class="cards">
            <thead><tr><th scope="col">{{t.document}}</th><th scope="col" class="n">{{t.amount}}</th><th scope="col">{{t.leadsTo}}</th></tr></thead>
            <tbody>
            {{#items}}<tr><td data-label="{{t.document}}"><a href="{{address}}">{{title}}</a><input type="hidden" name="name" value="{{name}}"><input type="hidden" name="kind" value="{{kind}}"><input type="hidden" name="key" value="{{key}}"><input type="hidden" name="rev" value="{{rev}}"><input type="hidden" name="seen" value="{{seen}}"></td><td class="n" data-label="{{t.amount}}">{{amount}}</td><td data-label="{{t.leadsTo}}"><span><strong>{{leadsTo}}</strong>. {{consequence}}</span></td></tr>
            {{/items}}
            </tbody>
            <tfoot><tr><th scope="row">{{t.total}} ({{count}})</th><td class="n">{{total}}</td><td></td></tr></tfoot>
            </table>
            {{>comesBack}}
            {{#needsReason}}<p><label for="grund">{{t.reason}}</label> <input type="text" id="grund" name="reason" value="{{reasonTyped}}" maxlength="200" size="50" required autocomplete="off"> <small>{{t.reasonHint}}</small></p>{{/needsReason}}
            <p class="acts"><button class="main" name="act" value="{{act}}">{{t.confirm}}: {{answer}} ({{count}})</button> <a class="button" href="/klaeren">{{t.cancel}}</a></p>
            </form>
            {{/page.form}}
            {{#page.left}}<p>{{t.left}}</p><ul>{{#items}}<li>{{title}}: {{why}}</li>{{/items}}</ul>{{/page.left}}
            {{/content}}{{/layout}}
            """)
}
