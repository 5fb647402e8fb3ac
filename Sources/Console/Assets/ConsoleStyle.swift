/// The one style sheet. System fonts, light and dark, 390 px and up, A4 on paper.
enum ConsoleStyle {
    static let text = """
        :root{color-scheme:light dark;--bg:#fff;--panel:#f5f6f7;--ink:#16191d;--soft:#4a525c;--line:#c9ced6;--accent:#0b57a4;--good:#17632f;--good-bg:#e5f4ea;--warn:#7a4b00;--warn-bg:#fdf1d8;--bad:#a3211b;--bad-bg:#fce8e6;--calm:#2d4a7c;--calm-bg:#e8eef9;--radius:8px}
        @media (prefers-color-scheme:dark){:root{--bg:#15181c;--panel:#1f242a;--ink:#eceff3;--soft:#b3bcc8;--line:#414a55;--accent:#8fc0ff;--good:#8fdca8;--good-bg:#16301f;--warn:#f2c671;--warn-bg:#34270d;--bad:#ffaea6;--bad-bg:#3d1a17;--calm:#a9c4f5;--calm-bg:#1b2740}}
        *{box-sizing:border-box}[hidden]{display:none!important}
        html{font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;-webkit-text-size-adjust:100%}
        body{margin:0;background:var(--bg);color:var(--ink);font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
        a{color:var(--accent)}
        a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,textarea:focus-visible,summary:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
        .skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:var(--bg);padding:8px;z-index:2}
        .top{display:flex;flex-wrap:wrap;gap:6px 16px;align-items:center;padding:10px 20px;border-bottom:1px solid var(--line);background:var(--panel)}
        .brand{font-weight:650;text-decoration:none;color:var(--ink)}.brand .account{display:inline-block;padding:1px 9px;border-radius:var(--radius);background:var(--calm-bg);color:var(--calm)}
        .menu{flex:1 1 auto}.menu ul{display:flex;flex-wrap:wrap;gap:2px;list-style:none;margin:0;padding:0}
        .menu a{display:block;padding:6px 8px;border-radius:var(--radius);text-decoration:none;color:var(--ink)}
        .menu a:hover{text-decoration:underline}.menu a[aria-current]{background:var(--calm-bg);color:var(--calm);font-weight:600}
        .who{display:flex;flex-wrap:wrap;gap:8px;align-items:center;font-size:.9rem}.who form{margin:0}
        main{max-width:1180px;margin:0 auto;padding:20px}main:focus{outline:none}
        h1{font-size:1.6rem;line-height:1.25;margin:.2em 0 .6em}h2{font-size:1.15rem;margin:1.6em 0 .5em}h3{font-size:1rem;margin:1.2em 0 .4em}
        p{max-width:75ch}small,.soft{color:var(--soft)}code{font-family:ui-monospace,SFMono-Regular,Menlo,monospace;font-size:.88em}
        .code{color:var(--soft);font-size:.8rem;font-family:ui-monospace,SFMono-Regular,Menlo,monospace}
        .notice{padding:12px 16px;border-radius:var(--radius);border:1px solid var(--line);background:var(--panel);max-width:none}
        .good{background:var(--good-bg);color:var(--good);border-color:currentColor}.warn{background:var(--warn-bg);color:var(--warn);border-color:currentColor}
        .bad{background:var(--bad-bg);color:var(--bad);border-color:currentColor}.calm{background:var(--calm-bg);color:var(--calm);border-color:currentColor}
        .notice small,.good small,.warn small,.bad small,.calm small{color:inherit}
        .sentence{font-size:1.25rem;font-weight:600;padding:18px 20px}
        .apart{margin-top:22px}.notice .sentence{margin:0;padding:4px 0}.notice p{max-width:none;margin:.2em 0}
        .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(15rem,100%),1fr));gap:12px;padding:0;list-style:none}
        .tile{border:1px solid var(--line);border-radius:var(--radius);background:var(--panel);padding:14px 16px}
        .tile a{text-decoration:none;color:inherit;display:block}.tile a:hover .figure{text-decoration:underline}.tile:has([aria-current]){background:var(--calm-bg);border-color:var(--calm)}
        .figure{display:block;font-size:1.7rem;font-weight:650;line-height:1.2}
        .badge{display:inline-block;min-width:1.5em;padding:0 .4em;border-radius:1em;background:var(--bad);color:var(--bg);font-size:.8rem;text-align:center}
        .tag{display:inline-block;padding:1px 9px;border-radius:1em;border:1px solid currentColor;font-size:.85rem;white-space:nowrap}
        .scroll{overflow-x:auto}.scroll table,th{overflow-wrap:normal}form.row p{margin:0}.journal time,.journal td>a{white-space:nowrap}.journal td:last-child{min-width:6rem}
        table{border-collapse:collapse;width:100%;margin:.5em 0 1em}caption{text-align:left;font-weight:600;padding:.3em 0}
        th,td{text-align:left;padding:7px 10px;border-bottom:1px solid var(--line);vertical-align:top}
        th{font-weight:600;color:var(--soft);font-size:.9rem}td.n,th.n{text-align:right;white-space:nowrap}tr.differs td{background:var(--warn-bg)}
        tfoot td,tfoot th{font-weight:650;border-top:2px solid var(--line);color:inherit}
        dl.facts{display:grid;grid-template-columns:minmax(9rem,auto) 1fr;gap:4px 18px;margin:.5em 0}dl.facts dt{color:var(--soft)}dl.facts dd{margin:0}
        form.row{display:flex;flex-wrap:wrap;gap:8px;align-items:end;margin:.5em 0}
        form.row p{margin:0}table.cards form{margin:0}
        label{display:block;font-size:.9rem;color:var(--soft)}label.inline{display:inline}
        input,select,textarea,button,.button{font:inherit;color:inherit}
        input[type=text],input[type=search],input[type=date],input[type=month],input[type=password],select,textarea{padding:8px 10px;border:1px solid var(--soft);border-radius:var(--radius);background:var(--bg);max-width:100%}
        textarea{width:100%;min-height:4.5em}
        button,.button{display:inline-block;padding:8px 16px;border-radius:var(--radius);border:1px solid var(--accent);background:var(--bg);color:var(--accent);cursor:pointer;text-decoration:none;font-weight:550}
        button.main,.button.main{background:var(--accent);color:var(--bg)}button.danger{border-color:var(--bad);color:var(--bad)}
        button.quiet{border-color:transparent;background:none;padding:6px 8px;font-weight:400}
        button[disabled]{color:var(--soft);border-color:var(--line);cursor:not-allowed}
        .card{border:1px solid var(--line);border-radius:var(--radius);padding:16px 18px;margin:0 0 14px;background:var(--bg)}
        .card>h2,.card>h3{margin-top:0}.acts{display:flex;flex-wrap:wrap;gap:10px;align-items:end;margin-top:10px}
        ol.plain{list-style:none;margin:0;padding:0}ul.answers{list-style:none;margin:.4em 0;padding:0}ul.answers li{display:flex;flex-wrap:wrap;gap:6px 12px;align-items:baseline;padding:5px 0}ul.answers li>span{flex:1 1 20rem;color:var(--soft)}
        .compare th,.compare td{min-width:8.5rem}td.differs{background:var(--warn-bg)}input[type=checkbox]{width:1.15rem;height:1.15rem;vertical-align:-2px}
        details summary{cursor:pointer}ol.story{list-style:none;margin:0;padding:0 0 0 14px;border-left:2px solid var(--line)}ol.story li{padding:4px 0 8px}
        .sides{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(18rem,100%),1fr));gap:14px}
        form.row p{margin:0}form.row .wide{flex:1 1 18rem}.wide input{width:100%}
        ul.inline{display:flex;flex-wrap:wrap;gap:4px 18px;list-style:none;padding:0}
        .reason{scroll-margin-top:12px}.reason:target{border:2px solid var(--accent)}.reason .steps{margin:.3em 0 0;padding-left:1.2em}
        .pages{display:flex;gap:12px;align-items:center;flex-wrap:wrap}
        progress{width:min(24rem,100%);height:1rem}
        .spoken{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
        .road{display:block}.road text{fill:var(--ink);font-size:12px}.road .time{fill:var(--soft);font-size:11px}.road .lane{font-weight:600;font-size:11px}.road line{stroke:var(--line)}.road .today{fill:var(--panel)}
        .road rect{stroke-width:1.5}.road .past rect{fill:var(--panel);stroke:var(--line)}.road .past text{fill:var(--soft)}.road .now{font-weight:650}
        .road .good rect{fill:var(--good-bg);stroke:var(--good)}.road .good text{fill:var(--good)}.road .calm rect{fill:var(--calm-bg);stroke:var(--calm)}.road .calm text{fill:var(--calm)}
        .road .warn rect{fill:var(--warn-bg);stroke:var(--warn)}.road .warn text{fill:var(--warn)}.road .bad rect{fill:var(--bad-bg);stroke:var(--bad)}.road .bad text{fill:var(--bad)}
        .road .good,.road .calm,.road .warn,.road .bad{background:none}.road .next rect{fill:var(--bg);stroke:var(--soft);stroke-dasharray:4 3;stroke-width:1}.road .next text{fill:var(--soft);font-size:11px}.road .person rect{stroke-dasharray:none}
        .story time{color:var(--soft);font-size:.9rem}.story .hero .tag{color:var(--calm)}.story .lexoffice .tag{color:var(--good)}.story .journal .tag{color:var(--soft)}tr.differs th{background:var(--warn-bg);color:var(--warn)}
        .hash{font-family:ui-monospace,SFMono-Regular,Menlo,monospace;font-size:.82em;overflow-wrap:anywhere}
        ul.tags,ul.months,ul.plain{list-style:none;padding:0}ul.tags{display:flex;flex-wrap:wrap;gap:8px}
        ul.months{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(19rem,100%),1fr));gap:12px}ul.months .card{margin:0}ul.months p{margin:.2em 0}
        th,td.o{overflow-wrap:normal}td.d{white-space:nowrap}td.k{min-width:8.5em}td.w{min-width:11em}
        tr.difference td{border-bottom:2px solid var(--line)}tr.sum td{font-weight:650}
        .seal{margin-top:2em}.signature{margin-top:4.5em;border-top:1px solid var(--ink);width:min(24rem,100%);padding-top:.3em}
        @media (scripting:none){[data-print]{display:none}}
        .foot{display:flex;flex-wrap:wrap;gap:6px 24px;padding:14px 20px;color:var(--soft);font-size:.85rem;border-top:1px solid var(--line)}
        @media (max-width:640px){main{padding:14px}.top{padding:10px 14px}.menu{flex-basis:100%;order:3}.sentence{font-size:1.1rem}
        table.cards thead{position:absolute;left:-9999px}table.cards tr{display:block;border:1px solid var(--line);border-radius:var(--radius);padding:8px 10px;margin-bottom:10px}
        table.cards td{display:flex;gap:12px;justify-content:space-between;border:0;padding:3px 0;text-align:right}table.cards td.n{white-space:normal}table.cards td>*{min-width:0}table.cards select{max-width:55vw}
        table.sparse td:empty{display:none}
        table.cards td::before{content:attr(data-label);flex:0 0 auto;max-width:45%;color:var(--soft);font-size:.85rem;text-align:left}
        dl.facts{grid-template-columns:1fr;gap:0}dl.facts dd{margin-bottom:6px}}
        @page{size:A4;margin:18mm 16mm 20mm;@bottom-right{content:counter(page) " / " counter(pages);font:8pt sans-serif}}
        @media print{:root{--bg:#fff;--panel:#fff;--ink:#000;--soft:#333;--line:#999;--accent:#000;--good-bg:#fff;--warn-bg:#fff;--bad-bg:#fff;--calm-bg:#fff}
        .top,.foot,.acts,.skip,.noprint,form,form.row{display:none!important}main{max-width:none;padding:0}table{page-break-inside:auto}tr{page-break-inside:avoid}thead{display:table-header-group}.scroll{overflow:visible}h1,h2,h3,caption,.lead{break-after:avoid}h1{font-size:16pt;margin-top:0}h2{font-size:11.5pt;margin:1.1em 0 .3em}.sentence{font-size:12pt;padding:8px 12px}
        th,td{padding:3px 6px}th,table,small,.soft,dl.facts,.code{font-size:8.5pt}table small,td .code{font-size:7.5pt}.seal{break-inside:avoid}.tile,.card{break-inside:avoid}a{color:inherit;text-decoration:none}body{font-size:10pt}}
        """
}
