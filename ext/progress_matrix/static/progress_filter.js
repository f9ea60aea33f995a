/* Filters of the matrix tables.

   The page is complete without this script: it hides rows, and columns of periods, by the
   data-… attributes that the build wrote, counts again what the summary rows count, gives
   the rows that are left as a file, and keeps the choice in the address, so that a view can
   be shared.  A link to another edition of the page keeps the choice too. */
"use strict";

(() => {
  const form = document.querySelector("form.progress-filter");
  if (!form) return;
  const notice = form.querySelector("[role=status]");
  const names = [...form.elements].map((control) => control.name).filter(Boolean);
  const counted = new Set(form.dataset.counted.split(" "));

  const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  // Accents and case are ignored, as a reader does who types a word.
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  // "R01:reported R02:…" → a map; its order is that of the columns.
  const pairs = (text) => new Map((text ?? "").split(" ").filter(Boolean).map((pair) => pair.split(":")));

  const read = (row) => ({
    row,
    data: row.dataset,
    text: fold(row.cells[0].textContent),
    statuses: pairs(row.dataset.status),
    strengths: pairs(row.dataset.strength),
  });

  /* The link to all rows as CSV that stands after a table, to be pointed at what is shown. */
  const csvLink = (table) => {
    const tables = [...document.querySelectorAll("table.filterable")];
    const next = tables[tables.indexOf(table) + 1];
    return [...document.querySelectorAll('.downloads a[href$=".csv"]')].find(
      (link) =>
        table.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_FOLLOWING &&
        (!next || next.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_PRECEDING),
    );
  };

  const tables = [...document.querySelectorAll("table.filterable")].map((table) => {
    const rows = [...table.querySelectorAll("tr[data-id]")].map(read);
    const periods = rows.length ? [...rows[0].statuses.keys()] : [];
    const link = csvLink(table);
    return {
      table,
      rows,
      periods,
      link,
      href: link?.getAttribute("href"),
      label: link?.textContent,
      lines: [...table.rows],
      bands: [...table.querySelectorAll("tr[data-band]")],
      counts: [...table.querySelectorAll("tr[data-count], tr[data-band]")],
      // The columns of the periods are the last ones.
      first: table.rows[0].cells.length - periods.length,
    };
  });

  /* A status and a strength must meet in one cell; with a report chosen, in its cell. */
  const cellFits = ({ statuses, strengths }, wanted) => {
    if (!wanted.status && !wanted.strength) return true;
    return [...statuses].some(
      ([period, status]) =>
        (!wanted.report || period === wanted.report) &&
        (!wanted.status || status === wanted.status) &&
        (!wanted.strength || strengths.get(period) === wanted.strength),
    );
  };

  const rowFits = (entry, wanted, words) =>
    ["area", "set", "basis"].every((name) => !wanted[name] || entry.data[name] === wanted[name]) &&
    words.every((word) => entry.text.includes(word)) &&
    cellFits(entry, wanted);

  const count = (table, visible) => {
    for (const line of table.counts) {
      const rows = visible.filter(({ data }) =>
        line.dataset.band ? data.area === line.dataset.band : line.dataset.count === "all" || data.independent === "yes",
      );
      table.periods.forEach((period, index) => {
        const statuses = rows.map((entry) => entry.statuses.get(period));
        const cell = line.cells[table.first + index];
        for (const part of cell.querySelectorAll(".tally-count")) {
          // The last one is the status's own; before it may stand that whose colours it has.
          const status = part.classList.item(part.classList.length - 1).slice(7).replaceAll("-", "_");
          const number = statuses.filter((one) => one === status).length;
          part.querySelector(".tally-number").textContent = number;
          part.hidden = !number;
        }
        const total = cell.querySelector(".tally-total");
        if (total) {
          total.textContent = fill(form.dataset.total, { total: statuses.filter((one) => counted.has(one)).length });
        }
      });
    }
  };

  const quoted = (text) => `"${text.trim().replace(/\s+/g, " ").replaceAll('"', '""')}"`;

  const offer = (table, visible) => {
    if (!table.link) return;
    if (table.link.href.startsWith("blob:")) URL.revokeObjectURL(table.link.href);
    const whole = visible.length === table.rows.length;
    table.link.textContent = whole ? table.label : fill(form.dataset.rows, { shown: visible.length });
    table.link.toggleAttribute("download", !whole);
    if (whole) {
      table.link.href = table.href;
      return;
    }
    const head = [...table.table.rows[0].cells].filter((cell) => !cell.hidden);
    const lines = [head, ...visible.map(({ row }) => [...row.cells].filter((cell) => !cell.hidden))];
    const text = lines.map((cells) => cells.map((cell) => quoted(cell.textContent)).join(",")).join("\r\n");
    table.link.download = "rows.csv";
    // With the mark by which spreadsheets know the letters with accents.
    table.link.href = URL.createObjectURL(new Blob(["\ufeff", text, "\r\n"], { type: "text/csv" }));
  };

  const show = (wanted) => {
    const words = fold(wanted.text ?? "").split(/\s+/).filter(Boolean);
    const items = new Set();  // one may stand in several tables
    for (const table of tables) {
      const visible = table.rows.filter((entry) => rowFits(entry, wanted, words));
      const kept = new Set(visible);
      for (const entry of table.rows) entry.row.hidden = !kept.has(entry);
      const areas = new Set(visible.map(({ data }) => data.area));
      for (const line of table.bands) line.hidden = !areas.has(line.dataset.band);
      table.table.hidden = !visible.length;
      for (const line of table.lines) {
        table.periods.forEach((period, index) => {
          const cell = line.cells[table.first + index];
          if (cell) cell.hidden = Boolean(wanted.report) && period !== wanted.report;
        });
      }
      count(table, visible);
      offer(table, visible);
      for (const { data } of visible) items.add(data.id);
    }
    notice.textContent = fill(items.size ? notice.dataset.shown : notice.dataset.none, { shown: items.size });
  };

  const chosen = () => Object.fromEntries(names.map((name) => [name, form.elements[name].value.trim()]));

  /* What the address says wins over what the browser remembers of the form. */
  const restore = () => {
    const query = new URLSearchParams(location.search);
    for (const name of names) {
      const control = form.elements[name];
      control.value = query.get(name) ?? "";
      // A select has no such choice: an old or mistyped address filters nothing.
      if (control.selectedIndex === -1) control.value = "";
    }
    show(chosen());
  };

  const keep = () => {
    const wanted = chosen();
    const query = new URLSearchParams(location.search);
    for (const name of names) {
      if (wanted[name]) query.set(name, wanted[name]);
      else query.delete(name);
    }
    const text = query.toString();
    history.replaceState(null, "", (text ? `?${text}` : location.pathname) + location.hash);
    show(wanted);
  };

  // On a narrow screen the choices stand behind one button.
  const toggle = form.querySelector(".filter-toggle");
  toggle.addEventListener("click", () => {
    toggle.setAttribute("aria-expanded", toggle.getAttribute("aria-expanded") === "false");
  });

  // Some browsers tell of a choice by the one event only, some by the other.
  for (const name of ["input", "change"]) form.addEventListener(name, keep);
  form.addEventListener("submit", (event) => event.preventDefault());
  // The controls are emptied after the event.
  form.addEventListener("reset", () => setTimeout(keep));
  window.addEventListener("pageshow", restore);
  window.addEventListener("popstate", restore);
})();
