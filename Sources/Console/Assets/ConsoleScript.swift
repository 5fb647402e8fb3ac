/// The one script. Without it every page and every act works; with it a page follows what happens, and `/` goes to the search.
enum ConsoleScript {
    static let text = """
        'use strict';
        (() => {
          const lost = document.getElementById('verbindung');
          let journal = document.body.dataset.journal, busy = false, again = false;

          // What is marked as live is fetched anew; what somebody is filling in stays as it is.
          async function refresh() {
            if (busy) { again = true; return; }
            busy = true;
            try {
              const answer = await fetch(location.href, { headers: { 'X-Refresh': '1' }, redirect: 'error' });
              if (!answer.ok) throw new Error(String(answer.status));
              const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
              for (const old of document.querySelectorAll('[data-live]')) {
                const typed = [...old.querySelectorAll('input,textarea')].some((field) => field.value !== field.defaultValue);
                if (!old.id || typed || old.contains(document.activeElement) && old.querySelector('form')) continue;
                const fresh = page.getElementById(old.id);
                if (fresh && fresh.innerHTML !== old.innerHTML) old.replaceWith(document.importNode(fresh, true));
              }
              journal = page.body.dataset.journal || journal;
              lost.hidden = true;
            } catch (error) { lost.hidden = false; }
            busy = false;
            if (again) { again = false; refresh(); }
            follow();
          }

          // Work in the background is looked at until it is done.
          let due = null;
          function follow() {
            if (due === null && document.querySelector('[data-working]')) due = setTimeout(() => { due = null; refresh(); }, 2000);
          }
          follow();

          function poll() { setInterval(() => { if (!document.hidden) refresh(); }, 10000); }

          if (document.querySelector('[data-live]') && journal) {
            if (window.EventSource) {
              const stream = new EventSource('/live');
              let failures = 0, soon = null;
              stream.onmessage = (event) => {
                failures = 0;
                lost.hidden = true;
                if (event.data === journal) return;
                journal = event.data;
                if (soon === null) soon = setTimeout(() => { soon = null; refresh(); }, 300);
              };
              stream.onerror = () => {
                failures += 1;
                if (failures > 2) lost.hidden = false;
                if (stream.readyState === EventSource.CLOSED) poll();
              };
            } else { poll(); }
          }

          // What works in the background is no news of the journal.
          setInterval(() => { if (!document.hidden && document.querySelector('[data-working]')) refresh(); }, 2000);
          document.addEventListener('click', (event) => { if (event.target.closest('[data-print]')) window.print(); });

          for (const form of document.querySelectorAll('form[data-confirm]')) {
            form.addEventListener('submit', (event) => {
              if (!window.confirm(form.dataset.confirm)) event.preventDefault();
            });
          }
          // A second click sends nothing twice: the id in the form says so, too.
          document.addEventListener('submit', (event) => {
            if (event.defaultPrevented) return;
            setTimeout(() => { for (const button of event.target.querySelectorAll('button')) button.disabled = true; }, 0);
          });
          window.addEventListener('pageshow', () => {
            for (const button of document.querySelectorAll('form button[disabled]:not([data-refused])')) button.disabled = false;
          });

          document.addEventListener('keydown', (event) => {
            const field = document.querySelector('input[type=search]');
            if (event.key !== '/' || !field || /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) return;
            event.preventDefault();
            field.focus();
          });

          // The key of a link stands behind the #, which no server and no log sees.
          const key = document.getElementById('schluessel');
          if (key && location.hash.length > 20) {
            key.value = location.hash.slice(1);
            history.replaceState(null, '', location.pathname);
            key.form.requestSubmit();
          }
        })();
        """
}
