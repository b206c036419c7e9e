// Narrows the list of all pages to those that have every word typed. Without it the list is whole.
(() => {
  const place = document.querySelector("[data-find]");
  if (!place) return;
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const lines = [...place.querySelectorAll("li")].map((line) => [line, fold(line.textContent)]);
  const sections = [...place.querySelectorAll("section")];
  const label = document.createElement("label");
  const field = document.createElement("input");
  const count = document.createElement("p");
  label.textContent = "Find in this copy ";
  field.type = "search";
  field.className = "in";
  label.append(field);
  count.className = "count";
  count.setAttribute("role", "status");
  place.querySelector("header").append(label, count);
  field.addEventListener("input", () => {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const [line, text] of lines) {
      line.hidden = !words.every((word) => text.includes(word));
      found += line.hidden ? 0 : 1;
    }
    for (const section of sections) section.hidden = !section.querySelector("li:not([hidden])");
    count.textContent = words.length ? `${found} found` : "";
  });
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) {
    field.value = asked;
    field.dispatchEvent(new Event("input"));
  }
})();
