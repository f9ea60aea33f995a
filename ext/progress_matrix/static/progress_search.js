/* Items in the search: a number, an exact title or a name gives its place first.

   Sphinx looks for each word of a query by itself and knows objects by their names alone; and
   it rebuilds an anchor from the name that is shown, which here is the number and the title.
   splitQuery is the splitter of the edition's language, so that both sides are split alike. */
"use strict";

if (typeof Search !== "undefined") {
  const words = (text) => splitQuery(text.toLowerCase());
  // Sphinx escapes the names in its index, and once more when it shows them.
  const escaped = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'" };
  let names = null;

  /* Every object once: [words, match, full name]. */
  const read = () =>
    Object.entries(Search._index.objects).flatMap(([prefix, matches]) =>
      matches.map((match) => {
        const full = ((prefix ? `${prefix}.` : "") + match[4]).replace(/&(amp|lt|gt|quot|#x27);/g, (one) => escaped[one]);
        return { full, match, words: words(full) };
      }),
    );

  const starts = (long, short) => short.every((word, index) => word === long[index]);

  const sameWords = (one, other) => one.length === other.length && starts(one, other);

  const score = (own, wanted) => {
    const number = own.words.length - words(own.full.replace(/^\S+ ?/, "")).length;
    const title = own.match[3] === "" ? own.words.slice(number) : own.words;
    // A number is a number with its hyphens or without them.
    if (own.match[3] === "" && own.words.slice(0, number).join("") === wanted.join("")) return 400;
    if (sameWords(title, wanted)) return 300;
    if (starts(title, wanted)) return 120;
    if (wanted.every((word) => title.includes(word))) return 80;
    return wanted.every((word) => own.words.some((one) => one.startsWith(word))) ? 50 : 0;
  };

  Search.performObjectSearch = (term, terms) => {
    const wanted = [...terms].map((word) => word.replace(/^-/, "")).filter(Boolean);
    // Asked once for each word: the first time is enough.
    if (term !== [...terms][0] || !wanted.length) return [];
    // Among equals Sphinx shows the last one first.
    names ??= read().reverse();
    const { docnames, filenames, titles, objnames } = Search._index;
    const found = names.flatMap((own) => {
      const [file, type, priority, anchor] = own.match;
      const worth = score(own, wanted);
      if (!worth) return [];
      const [number] = own.full.split(" ");
      const place = anchor === "" ? number : anchor === "-" ? `${objnames[type][1]}-${own.full}` : anchor;
      const shown = anchor === "" ? `${own.full.slice(number.length + 1)} · ${number}` : own.full;
      // The page may say by its title what the result says already.
      const same = shown.startsWith(titles[file]) || objnames[type][2] === titles[file];
      const told = objnames[type][2] + (same ? "" : _(", in ") + titles[file]);
      return [[docnames[file], shown, `#${place}`, told, worth - 20 * priority, filenames[file], SearchResultKind.object]];
    });
    // A page that is not about one item is found by its title all the same.
    const pages = titles.flatMap((title, file) =>
      sameWords(words(title), wanted) && !found.some((one) => one[0] === docnames[file] && one[4] >= 300)
        ? [[docnames[file], title, "", null, 300, filenames[file], SearchResultKind.title]]
        : [],
    );
    return [...found, ...pages];
  };
}
