"use strict";
(() => {
  const shown = () => [...document.querySelectorAll(".item")].filter((item) => item.offsetParent !== null);
  const current = (items) => items.indexOf(document.activeElement?.closest(".item") ?? document.querySelector(".item:target"));
  const go = (step) => {
    const items = shown();
    const at = current(items);
    const next = items[at < 0 ? (step > 0 ? 0 : items.length - 1) : at + step];
    if (!next) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
    history.replaceState(null, "", `#${next.id}`);
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j") go(1);
    if (event.key === "k") go(-1);
  });
  for (const keys of document.querySelectorAll(".keys")) keys.hidden = false;
  for (const button of document.querySelectorAll(".cite")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const here = location.href.split("#")[0];
      const text = `${button.dataset.citation} ${here}#${button.closest(".item").id}`;
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        const area = document.body.appendChild(document.createElement("textarea"));
        area.value = text;
        area.select();
        document.execCommand("copy");
        area.remove();
      }
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy as citation"; }, 2000);
    });
  }
})();
