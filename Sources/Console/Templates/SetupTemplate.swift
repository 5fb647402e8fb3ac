extension PageTemplate {
    static let setup = PageTemplate(
        name: "setup",
        text: """
            {{<layout}}{{$content}}
            <h1>{{t.setup}}</h1>
            <p>{{t.lead}}</p>
            <div id="aenderung" data-live>{{#page.notice}}<p class="notice {{page.noticeTone}}" role="status">{{page.notice}}</p>{{/page.notice}}
            {{#page.standing}}<p class="notice warn" role="status">{{page.standing}}</p>{{/page.standing}}</div>
            {{^page.isAdmin}}<p class="notice calm">{{t.adminOnly}}</p>{{/page.isAdmin}}
            <div id="schritte" data-live{{#page.isChecking}} data-working{{/page.isChecking}}>
            {{#page.steps}}<section class="card"><h2>{{title}} <span class="tag {{tone}}">{{state}}</span></h2>
            {{#lines}}<p>{{.}}</p>{{/lines}}
            {{#hints}}<p class="notice warn">{{.}}</p>{{/hints}}
            {{#commands}}<p><code>{{.}}</code></p>{{/commands}}
            </section>{{/page.steps}}
            <p class="soft">{{t.keysHelp}} {{#page.isChecking}}<strong role="status">{{t.checking}}</strong>{{/page.isChecking}}{{#page.checkedAge}}{{t.checked}} {{page.checkedAge}}{{/page.checkedAge}}</p>
            </div>
            {{#page.isAdmin}}<form method="post" action="/einrichtung" class="row"><button class="main" name="act" value="check">{{t.check}}</button></form>{{/page.isAdmin}}
            {{#page.startDate}}<section class="card" id="startdatum"{{#isCounting}} data-live data-working{{/isCounting}}><h2>{{t.startDate}} <span class="tag good">{{day}}</span></h2>
            <p>{{standing}}</p>
            {{#trouble}}<p class="notice bad">{{trouble}}</p>{{/trouble}}
            {{#isCounting}}<p role="status">{{t.working}}</p>{{/isCounting}}
            {{#count}}<p><strong>{{count}}</strong> {{t.outlookCount}} ({{asked}}); {{t.outlookDrafts}}: {{drafts}}</p>{{/count}}
            {{#page.isAdmin}}<form method="post" action="/einrichtung" class="row"><input type="hidden" name="id" value="{{id}}">
            <p><label for="tag">{{t.moveTo}}</label><input type="date" id="tag" name="day" value="{{asked}}" required></p>
            <button name="act" value="outlook">{{t.outlookAsk}}</button>{{#canMove}}<button name="act" value="date">{{t.move}}</button>{{/canMove}}</form>{{/page.isAdmin}}
            <p class="soft">{{t.stillWithCommand}}: <code>{{command}}</code></p>
            </section>{{/page.startDate}}
            {{#page.categories}}<section class="card" id="kategorien"{{#isReading}} data-live data-working{{/isReading}}><h2>{{t.categories}}</h2>
            <p>{{t.categoriesLead}}</p>
            <p id="bestaetigung" data-live class="notice {{#isConfirmed}}good{{/isConfirmed}}{{^isConfirmed}}warn{{/isConfirmed}}">{{confirmation}}</p>
            {{#trouble}}<p class="notice bad">{{trouble}}</p>{{/trouble}}
            {{#isReading}}<p role="status">{{t.working}}</p>{{/isReading}}
            <form method="post" action="/einrichtung"><input type="hidden" name="id" value="{{id}}">
            <table class="cards"><thead><tr><th scope="col">{{t.forWhat}}</th><th scope="col">{{t.inForce}}</th>{{#hasList}}<th scope="col">{{t.chooseOther}}</th>{{/hasList}}</tr></thead><tbody>
            {{#rows}}<tr><td data-label="{{t.forWhat}}">{{word}} <span class="code">{{key}}</span></td><td data-label="{{t.inForce}}">{{#inForce}}{{inForce}}{{/inForce}}{{^inForce}}<small>{{without}}</small>{{/inForce}}</td>{{#hasList}}<td data-label="{{t.chooseOther}}">{{#page.isAdmin}}<select name="category.{{key}}" aria-label="{{t.chooseOther}}: {{word}}"><option value="">{{t.keepAsIs}}</option>{{#options}}<option value="{{id}}">{{name}}{{#isSuggested}} ({{t.suggestion}}){{/isSuggested}}</option>{{/options}}</select>{{/page.isAdmin}}</td>{{/hasList}}</tr>
            {{/rows}}</tbody></table>
            {{#page.isAdmin}}<p class="acts"><button name="act" value="list">{{t.readCategories}}</button></p>
            <p><input type="checkbox" id="bestaetigt" name="confirmed" value="yes"> <label for="bestaetigt" class="inline">{{t.adviserConfirms}}</label> <button name="act" value="categories">{{t.saveCategories}}</button></p>{{/page.isAdmin}}
            </form>
            <p class="soft">{{t.stillWithCommand}}: <code>{{command}}</code></p>
            </section>{{/page.categories}}
            <section class="card"><h2>{{t.trialRun}}</h2><p>{{t.trialText}} <a class="button" href="/plan">{{t.seePlan}}</a></p></section>
            <section class="card"><h2>{{t.start}}</h2><p>{{t.startText}}</p></section>
            <div id="laeuft" data-live>{{#page.answers}}<section id="betrieb"><h2>{{t.tile}}</h2>{{>answers}}</section>{{/page.answers}}</div>
            {{#page.deletion}}<section class="card" id="loeschen"><h2>{{t.deletion}}</h2>
            {{#refusal}}<p class="notice bad" role="alert">{{refusal}}</p>{{/refusal}}
            <details{{#refusal}} open{{/refusal}}><summary>{{t.deletionUnfold}}</summary>
            <ul>{{#figures}}<li><strong>{{count}}</strong> {{what}}</li>{{/figures}}</ul>
            {{#consequences}}<p>{{.}}</p>{{/consequences}}
            {{#needsFreshLink}}<p class="notice warn">{{t.linkTooOld}}</p>{{/needsFreshLink}}
            {{^needsFreshLink}}<form method="post" action="/einrichtung" class="row"><input type="hidden" name="id" value="{{id}}">
            <p><label for="name">{{t.typeName}}: <strong>{{name}}</strong></label><input type="text" id="name" name="name" autocomplete="off" required></p>
            <button class="danger" name="act" value="delete">{{t.deleteNow}}</button></form>{{/needsFreshLink}}
            </details></section>{{/page.deletion}}
            {{/content}}{{/layout}}
            """)
}
