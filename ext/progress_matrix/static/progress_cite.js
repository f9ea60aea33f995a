/* A citation names the day on which the page was read: today. */
"use strict";

(() => {
  const { lang } = document.documentElement;
  const day = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { dateStyle: "long" }).format(new Date());
  for (const place of document.querySelectorAll(".day-of-access")) place.textContent = day;
})();
