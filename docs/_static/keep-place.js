/* The switch of language keeps the place: the anchor and the choice of the filters.

   Items, cells and sections that readers link to have the same anchors in all editions. */
"use strict";

document.addEventListener("click", (event) => {
  const link = event.target.closest(".language-switch a");
  if (link) link.href = link.href.replace(/[?#].*$/, "") + location.search + location.hash;
}, true);
