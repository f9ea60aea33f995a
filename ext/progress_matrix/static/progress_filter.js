/* Filters of the matrix tables.

   The page is complete without this script: it hides rows, and columns of periods, by the
   data-… attributes that the build wrote, counts again what the summary rows count, and
   keeps the choice in the address, so that a view can be shared. */
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

  const tables = [...document.querySelectorAll("table.filterable")].map((table) => {
    const rows = [...table.querySelectorAll("tr[data-id]")].map(read);
    const periods = rows.length ? [...rows[0].statuses.keys()] : [];
    return {
      rows,
      periods,
      region: table.closest("[role=region]") ?? table,
      lines: [...table.rows],
      counts: [...table.querySelectorAll("tr[data-count]")],
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
      const rows = line.dataset.count === "independent"
        ? visible.filter(({ data }) => data.independent === "yes")
        : visible;
      table.periods.forEach((period, index) => {
        const statuses = rows.map((entry) => entry.statuses.get(period));
        line.cells[table.first + index].textContent = fill(form.dataset.count, {
          value: statuses.filter((status) => status === form.dataset.reported).length,
          total: statuses.filter((status) => counted.has(status)).length,
        });
      });
    }
  };

  const show = (wanted) => {
    const words = fold(wanted.text ?? "").split(/\s+/).filter(Boolean);
    let shown = 0;
    let total = 0;
    for (const table of tables) {
      const visible = table.rows.filter((entry) => rowFits(entry, wanted, words));
      const kept = new Set(visible);
      for (const entry of table.rows) entry.row.hidden = !kept.has(entry);
      table.region.hidden = !visible.length;
      for (const line of table.lines) {
        table.periods.forEach((period, index) => {
          const cell = line.cells[table.first + index];
          if (cell) cell.hidden = Boolean(wanted.report) && period !== wanted.report;
        });
      }
      count(table, visible);
      shown += visible.length;
      total += table.rows.length;
    }
    notice.textContent = fill(notice.dataset.shown, { shown, total });
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

  form.addEventListener("input", keep);
  form.addEventListener("submit", (event) => event.preventDefault());
  // The controls are emptied after the event.
  form.addEventListener("reset", () => setTimeout(keep));
  window.addEventListener("pageshow", restore);
  window.addEventListener("popstate", restore);
})();
