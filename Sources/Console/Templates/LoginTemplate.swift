extension PageTemplate {
    static let login = PageTemplate(
        name: "login",
        text: """
            {{<layout}}{{$head}}{{#page.comesBack}}<meta http-equiv="refresh" content="0">{{/page.comesBack}}{{/head}}{{$content}}
            <h1>{{t.heading}}</h1>
            {{#page.refusal}}<p class="notice bad" role="alert">{{page.refusal}}</p>{{/page.refusal}}
            <p>{{page.how}}</p>
            <form method="post" action="/anmelden">
            <input type="hidden" name="back" value="{{page.back}}">
            <p><label for="schluessel">{{t.key}}</label> <input type="password" id="schluessel" name="key" autocomplete="off" required size="50" aria-describedby="schluesselhilfe"><br><small id="schluesselhilfe">{{t.keyHint}}</small></p>
            <p><button class="main">{{t.enter}}</button></p>
            </form>
            {{/content}}{{/layout}}
            """)
}
