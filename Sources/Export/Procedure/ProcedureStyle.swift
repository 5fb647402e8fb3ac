/// A4 with page numbers where the printer's software can; on a screen as wide as reads well.
package enum ProcedureStyle {
    package static let sheet = """
        @page { size: A4; margin: 18mm 16mm 20mm; @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt } }
        body { font: 10.5pt/1.45 sans-serif; color: #1f2328; background: #fff; max-width: 178mm; margin: 0 auto; padding: 4mm }
        h1 { font-size: 20pt; margin: 0 } h2 { font-size: 14pt; margin: 8mm 0 2mm } h3 { font-size: 11.5pt; margin: 5mm 0 1mm }
        h1, h2, h3 { break-after: avoid }
        table { border-collapse: collapse; width: 100%; margin: 2mm 0; font-size: 9pt }
        th, td { border: 0.3pt solid #8c959f; padding: 1mm 1.5mm; text-align: left; vertical-align: top; overflow-wrap: anywhere }
        th { background: #f0f2f4; overflow-wrap: normal } thead { display: table-header-group } tr { break-inside: avoid }
        figure { margin: 2mm 0; break-inside: avoid } svg { width: 100%; height: auto; max-height: 240mm }
        svg rect { fill: #f6f8fa; stroke: #57606a } svg rect.initial { stroke-width: 2.5 }
        svg text { font: 11px sans-serif; text-anchor: middle; fill: #1f2328 }
        svg path { fill: none; stroke: #8c959f } svg marker path { fill: #57606a; stroke: none }
        .signature { margin-top: 25mm; border-top: 0.5pt solid #1f2328; width: 90mm; padding-top: 1mm }
        @media print { body { padding: 0; max-width: none } a { color: inherit; text-decoration: none } #appendix { break-before: page } }
        """
}
