extension PageTemplate {
    static let setup = PageTemplate(
        name: "setup",
        text: """
            {{<layout}}{{$head}}{{#page.trial.isRunning}}<noscript><meta http-equiv="refresh" content="3"></noscript>{{/page.trial.isRunning}}{{/head}}{{$content}}
            <h1>{{t.setup}}</h1>
            <p>{{t.lead}}</p>
            <div id="aenderung" data-live>{{#page.notice}}<p class="notice {{page.noticeTone}}" role="status">{{page.notice}}</p>{{/page.notice}}
            {{#page.standing}}<p class="notice warn" role="status">{{page.standing}}</p>{{/page.standing}}</div>
            {{^page.isAdmin}}<p class="notice calm">{{t.adminOnly}}</p>{{/page.isAdmin}}
            <div id="schritte" data-live{{#page.isChecking}} data-working{{/page.isChecking}}>
            {{#page.steps}}<section class="card"><h2>{{title}} <span class="tag {{tone}}">{{state}}</span></h2>
            {{#lines}}<p>{{.}}</p>{{/lines}}
            {{#hints}}<p class="notice warn">{{.}}</p>{{/hints}}
            {{#page.isAdmin}}{{#commandsFor}}<p class="soft">{{commandsFor}}</p>{{/commandsFor}}
            {{#commands}}<p><code>{{.}}</code></p>{{/commands}}{{/page.isAdmin}}
            </section>{{/page.steps}}
            <p class="soft">{{#page.isAdmin}}{{t.keysHelp}} <code>{{page.restart}}</code> {{/page.isAdmin}}{{#page.isChecking}}<strong role="status">{{t.checking}}</strong>{{/page.isChecking}}{{#page.checkedAge}}{{t.checked}} {{page.checkedAge}}{{/page.checkedAge}}</p>
            </div>
            {{#page.isAdmin}}<form method="post" action="/einrichtung" class="row"><button class="main" name="act" value="check">{{t.check}}</button></form>{{/page.isAdmin}}
            {{>setupFirst}}
            {{#page.startDate}}<section class="card" id="startdatum"{{#isCounting}} data-live data-working{{/isCounting}}><h2>{{t.startDate}} <span class="tag good">{{day}}</span></h2>
            <p>{{standing}}</p>
            {{>comesBack}}
            {{#trouble}}<p class="notice bad">{{trouble}}</p>{{/trouble}}
            {{#isCounting}}<p role="status">{{t.working}}</p>{{/isCounting}}
            {{#count}}<p><strong>{{count}}</strong> {{t.outlookCount}} ({{asked}}); {{t.outlookDrafts}}: {{drafts}}</p>{{/count}}
            {{#canMove}}{{#page.isAdmin}}<form method="post" action="/einrichtung" class="row"><input type="hidden" name="id" value="{{id}}"><input type="hidden" name="rev" value="{{change}}">
            <p><label for="tag">{{t.moveTo}}</label><input type="date" id="tag" name="day" value="{{asked}}" required></p>
            <button name="act" value="outlook">{{t.outlookAsk}}</button><button name="act" value="date">{{t.move}}</button></form>
            <p class="soft">{{t.stillWithCommand}}: <code>{{command}}</code></p>{{/page.isAdmin}}{{/canMove}}
            </section>{{/page.startDate}}
            {{#page.categories}}<section class="card" id="kategorien"{{#isReading}} data-live data-working{{/isReading}}><h2>{{t.categories}}</h2>
            <p>{{t.categoriesLead}}</p>
            <p id="bestaetigung" data-live class="notice {{#isConfirmed}}good{{/isConfirmed}}{{^isConfirmed}}warn{{/isConfirmed}}">{{confirmation}}</p>
            {{#trouble}}<p class="notice bad">{{trouble}}</p>{{/trouble}}
            {{#isReading}}<p role="status">{{t.working}}</p>{{/isReading}}
            <form method="post" action="/einrichtung"><input type="hidden" name="id" value="{{id}}"><input type="hidden" name="rev" value="{{change}}">
            <table class="cards"><thead><tr><th scope="col">{{t.forWhat}}</th><th scope="col">{{t.inForce}}</th>{{#hasList}}<th scope="col">{{t.chooseOther}}</th>{{/hasList}}</tr></thead><tbody>
            {{#rows}}<tr><td data-label="{{t.forWhat}}"><span>{{word}} <span class="code">{{key}}</span></span></td><td data-label="{{t.inForce}}">{{#inForce}}{{inForce}}{{/inForce}}{{^inForce}}<small>{{without}}</small>{{/inForce}}</td>{{#hasList}}<td data-label="{{t.chooseOther}}">{{#page.isAdmin}}<select name="category.{{key}}" aria-label="{{t.chooseOther}}: {{word}}"><option value="">{{t.keepAsIs}}</option>{{#options}}<option value="{{id}}"{{#isChosen}} selected{{/isChosen}}>{{name}}{{#isSuggested}} ({{t.suggestion}}){{/isSuggested}}</option>{{/options}}</select>{{/page.isAdmin}}</td>{{/hasList}}</tr>
            {{/rows}}</tbody></table>
            {{>comesBack}}
            {{#page.isAdmin}}<p class="acts"><button name="act" value="list">{{t.readCategories}}</button></p>
            <p><input type="checkbox" id="bestaetigt" name="confirmed" value="yes"> <label for="bestaetigt" class="inline">{{t.adviserConfirms}}</label> <button name="act" value="categories">{{t.saveCategories}}</button></p>{{/page.isAdmin}}
            </form>
            {{#page.isAdmin}}<p class="soft">{{t.stillWithCommand}}: <code>{{command}}</code></p>{{/page.isAdmin}}
            </section>{{/page.categories}}
            {{^page.first}}<section class="card"><h2>{{t.trialRun}}</h2><p>{{t.trialText}} <a class="button" href="/plan">{{t.seePlan}}</a></p></section>
            <section class="card"><h2>{{t.start}}</h2><p>{{t.startText}}</p></section>{{/page.first}}
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

    /// Where there is no integration: the one form that makes one.
    static let setupFirst = PageTemplate(
        name: "setupFirst",
        text: """
            {{#page.first}}<section class="card" id="einrichten"><h2>{{t.first}}</h2>
            {{^page.isAdmin}}<p class="notice warn">{{t.remarkAdmin}}</p>{{/page.isAdmin}}
            {{#page.isAdmin}}<p>{{t.firstLead}}</p>
            <form method="post" action="/einrichtung"><input type="hidden" name="id" value="{{id}}"><input type="hidden" name="rev" value="{{change}}">
            <p><label for="erster">{{t.firstDay}}</label><input type="date" id="erster" name="day" value="{{day}}" min="{{today}}" required aria-describedby="ersterhilfe"> <button name="act" value="outlook" formnovalidate>{{t.outlookAsk}}</button> <small id="ersterhilfe">{{t.firstDayHelp}}</small></p>
            {{#outlook}}<div id="startdatum"{{#isCounting}} data-live data-working{{/isCounting}}>{{#trouble}}<p class="notice bad">{{trouble}}</p>{{/trouble}}{{#isCounting}}<p role="status">{{t.working}}</p>{{/isCounting}}{{#count}}<p role="status"><strong>{{count}}</strong> {{t.outlookCount}} ({{asked}}); {{t.outlookDrafts}}: {{drafts}}</p>{{/count}}</div>{{/outlook}}
            <p><input type="checkbox" id="storno" name="process" value="yes"{{#process}} checked{{/process}} required> <label for="storno" class="inline">{{t.processTick}}</label></p>
            <p><input type="checkbox" id="schnittstelle" name="connector" value="yes"{{#connector}} checked{{/connector}} required> <label for="schnittstelle" class="inline">{{t.connectorTick}}</label></p>
            <p><label for="person">{{t.personLabel}}</label><select id="person" name="person"><option value="employee">{{t.personEmployee}}</option><option value="customer"{{#isCustomer}} selected{{/isCustomer}}>{{t.personCustomer}}</option></select></p>
            <p><label for="erechnung">{{t.einvoicesFrom}}</label><input type="date" id="erechnung" name="einvoices" value="{{einvoices}}" aria-describedby="erechnunghilfe"> <small id="erechnunghilfe">{{t.einvoicesHelp}}</small></p>
            {{#categories}}<div id="kategorien"{{#isReading}} data-live data-working{{/isReading}}><h3>{{t.categories}}</h3>
            <p>{{t.categoriesLead}}</p>
            {{#trouble}}<p class="notice bad">{{trouble}}</p>{{/trouble}}
            {{#isReading}}<p role="status">{{t.working}}</p>{{/isReading}}
            <p class="acts"><button name="act" value="list" formnovalidate>{{t.readCategories}}</button></p>
            {{#hasList}}<table class="cards"><thead><tr><th scope="col">{{t.forWhat}}</th><th scope="col">{{t.chooseOther}}</th></tr></thead><tbody>
            {{#rows}}<tr><td data-label="{{t.forWhat}}"><span>{{word}} <span class="code">{{key}}</span></span></td><td data-label="{{t.chooseOther}}"><select name="category.{{key}}" aria-label="{{t.chooseOther}}: {{word}}">{{^hasOwn}}<option value="">{{without}}</option>{{/hasOwn}}{{#options}}<option value="{{id}}"{{#isChosen}} selected{{/isChosen}}>{{name}}{{#isSuggested}} ({{t.suggestion}}){{/isSuggested}}</option>{{/options}}</select></td></tr>
            {{/rows}}</tbody></table>
            {{/hasList}}</div>{{/categories}}
            <p><input type="checkbox" id="gesehen" name="confirmed" value="yes"{{#isConfirmed}} checked{{/isConfirmed}}> <label for="gesehen" class="inline">{{t.adviserConfirms}}</label></p>
            <details{{#isAfterLoss}} open{{/isAfterLoss}}><summary>{{t.afterLoss}}</summary><p><label for="damals">{{t.relinkFrom}}</label><input type="date" id="damals" name="relink" value="{{relink}}" aria-describedby="damalshilfe"> <small id="damalshilfe">{{t.relinkHelp}}</small></p></details>
            {{>comesBack}}
            <p class="acts"><button name="act" value="trial">{{t.trialNow}}</button> <button class="main" name="act" value="first">{{t.setUpNow}}</button></p>
            <p class="soft">{{t.setUpHelp}}</p>
            </form>
            <p class="soft">{{t.stillWithCommand}}: <code>{{command}}</code></p>{{/page.isAdmin}}
            </section>{{/page.first}}
            {{#page.trial}}<section class="card" id="probelauf"{{#isRunning}} data-live data-working{{/isRunning}}><h2>{{t.trialRun}}</h2>
            {{>planBody}}</section>{{/page.trial}}
            """)
}
