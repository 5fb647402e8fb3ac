extension PageTemplate {
    /// A ``RoadDrawing``: drawn, and told for whoever does not see it.
    static let road = PageTemplate(
        name: "road",
        text: """
            <div class="scroll" tabindex="0" role="region" aria-label="{{t.roadRegion}}">
            <svg class="road" viewBox="0 0 {{width}} {{height}}" width="{{width}}" height="{{height}}" aria-hidden="true" focusable="false">
            <rect class="today" x="{{presentX}}" y="0" width="{{presentWidth}}" height="{{height}}"/>
            {{#times}}<text class="time" x="{{x}}" y="{{y}}">{{text}}</text>{{/times}}
            {{#possible}}<text class="time" x="{{x}}" y="{{y}}">{{text}}</text>{{/possible}}
            {{#lanes}}<line x1="0" y1="{{y}}" x2="{{width}}" y2="{{y}}"/>
            {{#name}}<text class="lane" x="{{x}}" y="{{y}}">{{text}}</text>{{/name}}
            {{#boxes}}<g class="{{className}}"><title>{{title}}</title><rect x="{{x}}" y="{{y}}" width="{{width}}" height="{{height}}" rx="6"/>{{#lines}}<text x="{{x}}" y="{{y}}">{{text}}</text>{{/lines}}</g>
            {{/boxes}}{{/lanes}}
            </svg>
            </div>
            {{#earlier}}<p class="soft">{{earlier}}</p>{{/earlier}}
            <div class="spoken"><h3>{{t.roadList}}</h3>
            <ol>{{#spoken}}<li>{{name}}<ol>{{#steps}}<li>{{.}}</li>{{/steps}}</ol></li>{{/spoken}}</ol></div>
            """)

    /// A ``DoubtView``.
    static let doubt = PageTemplate(
        name: "doubt",
        text: """
            <dl class="facts">
            <dt>{{what}}</dt><dd>{{#givenUp}}<time datetime="{{iso}}">{{text}}</time>{{/givenUp}}</dd>
            {{#counts}}<dt>{{countsLabel}}</dt><dd><time datetime="{{iso}}">{{text}}</time></dd>{{/counts}}
            <dt>{{lookedUpLabel}}</dt><dd>{{lookedUp}}{{#lastLook}} <time datetime="{{iso}}">{{text}}</time>{{/lastLook}}</dd>
            {{#sent}}<dt>{{sentLabel}}</dt><dd><time datetime="{{iso}}">{{text}}</time></dd>{{/sent}}
            {{#digest}}<dt>{{digestLabel}}</dt><dd><code>{{digest}}</code></dd>{{/digest}}
            </dl>
            <p>{{note}}</p>
            """)
}
