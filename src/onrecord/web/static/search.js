// The search of a copy: it loads only those parts of the index that the words asked for need.

const onrecord = (() => {
  const shelves = new Map(), parts = new Map(), waiting = new Map(), PART = 400, MOST = 50;
  const plain = (text) => (text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").match(/[\p{L}\p{N}]+/gu) || []);
  const shelf = (word) => [...word].slice(0, 2).map((c) => (c.codePointAt(0) < 128 ? c : c.codePointAt(0).toString(16))).join("");

  const load = (file) => {
    if (!waiting.has(file)) {
      waiting.set(file, new Promise((done) => {
        const script = document.createElement("script");
        script.src = file;
        script.onload = script.onerror = done;
        document.head.append(script);
      }));
    }
    return waiting.get(file);
  };

  const numbers = async (word, whole) => {
    await load(`w-${shelf(word)}.js`);
    const found = shelves.get(shelf(word)) || {};
    if (whole) return new Set(found[word] || []);
    return new Set(Object.keys(found).filter((w) => w.startsWith(word)).flatMap((w) => found[w]));
  };

  const element = (name, text, kind) => {
    const made = document.createElement(name);
    made.textContent = text;
    if (kind) made.className = kind;
    return made;
  };

  const show = (list, rows) => {
    for (const [text, who, when, publisher, place] of rows) {
      const item = element("li", ""), line = element("p", ""), link = element("a", who || "open", "title");
      link.href = `../${place}`;
      line.append(link);
      item.append(line, element("blockquote", text), element("p", [publisher, when].filter(Boolean).join(" · "), "facts"));
      list.append(item);
    }
  };

  const search = async (asked) => {
    const words = plain(asked), list = document.getElementById("found"), count = document.getElementById("count");
    list.replaceChildren();
    if (!words.length) return;
    const sets = await Promise.all(words.map((w, i) => numbers(w, i + 1 < words.length)));
    const hits = [...sets[0]].filter((n) => sets.every((s) => s.has(n))).sort((a, b) => b - a);
    count.textContent = hits.length === 1 ? "1 statement" : `${hits.length} statements${hits.length > MOST ? `, ${MOST} shown` : ""}`;
    const shown = hits.slice(0, MOST);
    await Promise.all([...new Set(shown.map((n) => Math.floor(n / PART)))].map((p) => load(`s-${p}.js`)));
    show(list, shown.map((n) => (parts.get(Math.floor(n / PART)) || [])[n % PART]).filter(Boolean));
  };

  document.addEventListener("DOMContentLoaded", () => {
    const asked = new URLSearchParams(location.search).get("q") || "";
    const field = document.getElementById("q");
    if (field) field.value = asked;
    if (document.getElementById("found")) search(asked);
  });
  return { words: (key, found) => shelves.set(key, found), statements: (key, rows) => parts.set(key, rows) };
})();
window.onrecord = onrecord;
