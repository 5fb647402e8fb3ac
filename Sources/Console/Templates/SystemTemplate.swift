extension PageTemplate {
    static let system = PageTemplate(
        name: "system",
        text: """
            {{<layout}}{{$content}}
            <h1>{{t.system}}</h1>
            <p>{{t.lead}}</p>
            {{#page.notice}}<p class="notice good" role="status">{{page.notice}}</p>{{/page.notice}}
            <section class="card"><h2>{{t.findings}}</h2>
            <div id="befunde" data-live{{#page.isChecking}} data-working{{/page.isChecking}}>
            <p class="soft">{{#page.isChecking}}<strong role="status">{{t.checking}}</strong>{{/page.isChecking}}{{#page.checkedAge}}{{t.checked}} {{page.checkedAge}}{{/page.checkedAge}}{{^page.checkedAge}}{{^page.isChecking}}{{t.notChecked}}{{/page.isChecking}}{{/page.checkedAge}}</p>
            {{#page.hasTrouble}}<table class="cards"><thead><tr><th scope="col">{{t.state}}</th><th scope="col">{{t.subject}}</th><th scope="col">{{t.found}}</th><th scope="col">{{t.whatToDo}}</th></tr></thead><tbody>
            {{#page.findings}}<tr><td data-label="{{t.state}}"><span class="tag {{tone}}">{{grade}}</span></td><td data-label="{{t.subject}}">{{subject}}</td><td data-label="{{t.found}}">{{text}}</td><td data-label="{{t.whatToDo}}">{{#hint}}{{hint}}{{/hint}}</td></tr>
            {{/page.findings}}</tbody></table>{{/page.hasTrouble}}
            {{#page.fineCount}}<details><summary><strong>{{page.fineCount}}</strong> {{t.ok}}</summary>
            <table class="cards"><thead><tr><th scope="col">{{t.state}}</th><th scope="col">{{t.subject}}</th><th scope="col">{{t.found}}</th><th scope="col">{{t.whatToDo}}</th></tr></thead><tbody>
            {{#page.fine}}<tr><td data-label="{{t.state}}"><span class="tag {{tone}}">{{grade}}</span></td><td data-label="{{t.subject}}">{{subject}}</td><td data-label="{{t.found}}">{{text}}</td><td data-label="{{t.whatToDo}}">{{#hint}}{{hint}}{{/hint}}</td></tr>
            {{/page.fine}}</tbody></table></details>{{/page.fineCount}}</div>
            <form method="post" action="/system" class="row"><button class="main" name="act" value="check">{{t.check}}</button></form></section>
            <section class="card"><h2>{{t.remotes}}</h2>
            <table class="cards" id="anfragen" data-live><thead><tr><th scope="col">{{t.system}}</th><th scope="col" class="n">{{t.requests}}</th><th scope="col" class="n">{{t.throttled}}</th><th scope="col" class="n">{{t.waited}}</th><th scope="col">{{t.perSecond}}</th></tr></thead><tbody>
            {{#page.remotes}}<tr><td data-label="{{t.system}}">{{system}}</td><td class="n" data-label="{{t.requests}}">{{requests}}</td><td class="n" data-label="{{t.throttled}}">{{throttled}}</td><td class="n" data-label="{{t.waited}}">{{waited}}</td><td data-label="{{t.perSecond}}">{{perSecond}}</td></tr>
            {{/page.remotes}}</tbody></table>
            <p>{{t.webhooks}}: {{page.webhooks}}</p></section>
            <section class="card"><h2>{{t.backup}}</h2>
            {{#page.backup}}<dl class="facts"><dt>{{t.backupAt}}</dt><dd>{{at}} ({{age}})</dd><dt>{{t.backupPath}}</dt><dd><code>{{path}}</code></dd><dt>{{t.backupEntries}}</dt><dd>{{entries}}</dd><dt>{{t.backupAnchor}}</dt><dd><code>{{anchor}}</code></dd></dl><p class="soft">{{t.anchorHelp}}</p>{{/page.backup}}
            {{^page.backup}}<p class="notice warn">{{t.noBackup}}</p>{{/page.backup}}</section>
            <section class="card" id="zugaenge"><h2>{{t.sessions}}</h2>
            <table class="cards"><thead><tr><th scope="col">{{t.name}}</th><th scope="col">{{t.role}}</th><th scope="col">{{t.link}}</th><th scope="col">{{t.since}}</th><th scope="col">{{t.lastUsed}}</th><th scope="col">{{t.until}}</th><th scope="col">{{t.act}}</th></tr></thead><tbody>
            {{#page.accesses}}<tr><td data-label="{{t.name}}"><span>{{name}}{{#isOwn}} <small>({{t.own}})</small>{{/isOwn}}</span></td><td data-label="{{t.role}}">{{role}}</td><td data-label="{{t.link}}">{{standing}} <span class="code">{{id}}</span></td><td data-label="{{t.since}}">{{since}}</td><td data-label="{{t.lastUsed}}">{{lastUsed}}</td><td data-label="{{t.until}}">{{until}}</td><td data-label="{{t.act}}"><form method="post" action="/system"><input type="hidden" name="access" value="{{id}}"><button class="danger" name="act" value="revoke" aria-label="{{t.revoke}}: {{name}} {{id}}">{{t.revoke}}</button></form></td></tr>
            {{/page.accesses}}</tbody></table></section>
            <section class="card" id="meldungen"><h2>{{t.notifications}}</h2>
            <div id="versuche" data-live{{#page.isTesting}} data-working{{/page.isTesting}}>
            {{#page.isTesting}}<p role="status">{{t.testing}}</p>{{/page.isTesting}}
            {{#page.trialTrouble}}<p class="notice warn">{{page.trialTrouble}}</p>{{/page.trialTrouble}}
            {{#page.testedAge}}<p class="soft">{{t.tested}} {{page.testedAge}}</p>{{/page.testedAge}}
            <ul>{{#page.trials}}<li><span class="tag {{tone}}">{{state}}</span> {{text}}</li>{{/page.trials}}</ul></div>
            <form method="post" action="/system" class="row"><button name="act" value="test">{{t.test}}</button></form></section>
            <section class="card"><h2>{{t.configuration}}</h2><details><summary>{{t.details}}</summary>
            <table class="cards"><thead><tr><th scope="col">{{t.setting}}</th><th scope="col">{{t.value}}</th><th scope="col">{{t.source}}</th></tr></thead><tbody>
            {{#page.configuration}}<tr><td data-label="{{t.setting}}"><code>{{key}}</code></td><td data-label="{{t.value}}">{{value}}</td><td data-label="{{t.source}}">{{source}}</td></tr>
            {{/page.configuration}}</tbody></table></details></section>
            <section class="card"><h2>{{t.bundle}}</h2><p>{{t.bundleText}}</p><p><a class="button" href="{{page.bundle}}">{{t.bundleGet}}</a></p></section>
            {{/content}}{{/layout}}
            """)
}
