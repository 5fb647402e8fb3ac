extension PageTemplate {
    /// The forms by which people answer: `{{#page.answers}}{{>answers}}{{/page.answers}}`, with an ``AnswerFormsView``.
    static let answers = PageTemplate(
        name: "answers",
        text: """
            {{#subjects}}
            <section class="card" id="{{anchor}}" aria-labelledby="{{anchor}}-title">
            <h3 id="{{anchor}}-title">{{title}} <span class="tag">{{state}}</span></h3>
            {{#subjectCause}}<p>{{subjectCause}}</p>{{/subjectCause}}
            {{#candidates}}{{>candidates}}{{/candidates}}
            {{#isAny}}
            <form method="post" action="/entscheiden" id="{{anchor}}-form">
            <button disabled hidden data-refused>{{t.cancel}}</button>
            <input type="hidden" name="id" value="{{id}}"><input type="hidden" name="name" value="{{name}}"><input type="hidden" name="kind" value="{{kind}}"><input type="hidden" name="key" value="{{key}}"><input type="hidden" name="rev" value="{{rev}}"><input type="hidden" name="seen" value="{{seen}}"><input type="hidden" name="back" value="{{back}}">
            {{>comesBack}}
            {{#needsReason}}<p><label for="{{anchor}}-reason">{{t.reason}}</label> <input type="text" id="{{anchor}}-reason" name="reason" value="{{reasonTyped}}" maxlength="200" size="50" required autocomplete="off" aria-describedby="{{anchor}}-hint"> <small id="{{anchor}}-hint">{{t.reasonHint}}</small></p>{{/needsReason}}
            <ul class="answers">
            {{#buttons}}<li><button name="act" value="{{value}}"{{#isMain}} class="main"{{/isMain}}{{#skipsReason}} formnovalidate{{/skipsReason}} aria-describedby="{{noteID}}">{{title}}</button> <span id="{{noteID}}">{{t.leadsTo}} <strong>{{leadsTo}}</strong>. {{consequence}}</span></li>
            {{/buttons}}
            {{#inputs}}<li><label for="{{fieldID}}">{{label}}</label> <input type="text" id="{{fieldID}}" name="{{field}}" value="{{typed}}" maxlength="{{limit}}" size="38" autocomplete="off"> <button name="act" value="{{value}}" aria-describedby="{{noteID}}">{{title}}</button> <span id="{{noteID}}">{{t.leadsTo}} <strong>{{leadsTo}}</strong>. {{consequence}}</span></li>
            {{/inputs}}
            </ul>
            </form>
            {{/isAny}}
            {{#refusals}}
            <details><summary>{{t.notNow}}</summary>
            <ul class="answers">
            {{#items}}<li><button disabled data-refused aria-describedby="{{noteID}}">{{title}}</button> <span id="{{noteID}}">{{why}}</span></li>
            {{/items}}
            </ul></details>
            {{/refusals}}
            </section>
            {{/subjects}}
            """)

    /// What may be meant, side by side, with a ``CandidatesView``. Its buttons belong to the form of the answers around it.
    static let candidates = PageTemplate(
        name: "candidates",
        text: """
            <div class="scroll" tabindex="0" role="region" aria-label="{{t.candidates}}">
            <table class="compare">
            <caption>{{t.compare}}</caption>
            <thead><tr><th scope="col">{{t.card}}</th>{{#heads}}<th scope="col">{{system}}{{#link}} <a href="{{link}}" rel="noreferrer">{{name}}</a>{{/link}}{{^link}} {{name}}{{/link}}{{#note}} <span class="tag">{{note}}</span>{{/note}}</th>{{/heads}}</tr></thead>
            <tbody>
            {{#rows}}<tr><th scope="row">{{label}}</th>{{#cells}}<td{{#differs}} class="differs"{{/differs}}>{{text}}{{#differs}} <small>({{t.differs}})</small>{{/differs}}</td>{{/cells}}</tr>
            {{/rows}}
            {{#hasButtons}}<tr><th scope="row">{{t.act}}</th>{{#choices}}<td>{{#value}}<button name="act" value="{{value}}" form="{{form}}" aria-label="{{label}}">{{title}}</button>{{/value}}</td>{{/choices}}</tr>{{/hasButtons}}
            </tbody>
            </table>
            </div>
            {{#hasButtons}}<p class="soft">{{choiceNote}}</p>{{/hasButtons}}
            """)
}
