// The search box works without this file: it is a form. This makes a combobox of it, with a list to choose from
// (ARIA Authoring Practices: list autocomplete with manual selection). Enter without a choice searches.
for (const field of document.querySelectorAll("[data-suggest]")) {
  const list = document.createElement("ul"), status = document.createElement("p");
  let waiting, asked, here = -1;
  list.id = `${field.id}-list`;
  list.className = "suggest";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  status.className = "vh";
  status.setAttribute("role", "status");
  field.parentNode.append(list, status);
  const set = (name, value) => field.setAttribute(name, value);
  set("role", "combobox");
  set("aria-autocomplete", "list");
  set("aria-controls", list.id);
  set("aria-expanded", "false");

  const choose = (to) => {
    list.children[here]?.setAttribute("aria-selected", "false");
    here = to;
    const option = list.children[here];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    option ? set("aria-activedescendant", option.id) : field.removeAttribute("aria-activedescendant");
  };
  const open = (is) => {
    is &&= list.children.length > 0;
    list.hidden = !is;
    set("aria-expanded", is);
    choose(-1);
    return is;
  };
  const close = () => {
    clearTimeout(waiting);
    asked?.abort();
    open(false);
  };
  const ask = async () => {
    asked?.abort();
    const mine = (asked = new AbortController()), q = field.value.trim();
    try {
      const found = q ? (await (await fetch(`${field.dataset.suggest}?${new URLSearchParams({ q })}`, { signal: mine.signal })).json()).suggestions : [];
      if (mine !== asked || mine.signal.aborted) return;
      list.replaceChildren(...found.map((one, i) => {
        const option = document.createElement("li"), what = document.createElement("span");
        option.id = `${list.id}-${i}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.url = one.url;
        what.textContent = one.line;
        option.append(one.text, " ", what);
        return option;
      }));
      open(true);
      status.textContent = q && `${found.length || "No"} suggestion${found.length === 1 ? "" : "s"}`;
    } catch {
      // Without suggestions the form is still there.
    }
  };

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 150);
  });
  field.addEventListener("keydown", (event) => {
    const { key } = event, last = list.children.length - 1;
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (key === "ArrowDown" || key === "ArrowUp") {
      const down = key === "ArrowDown", was = list.hidden;
      if (was && !open(true)) return down && ask();
      if (!event.altKey) choose(down ? (here < last ? here + 1 : -1) : here < 0 ? last : here - 1);
      else if (!down) close();
    } else if (key === "Escape") {
      if (list.hidden) field.value = "";
      close();
    } else if (key === "Enter" && here >= 0) location.assign(list.children[here].dataset.url);
    else {
      // Home, End and letters belong to the field again.
      if (key === "Home" || key === "End" || key === "ArrowLeft" || key === "ArrowRight") choose(-1);
      if (key === "Tab") close();
      return;
    }
    event.preventDefault();
  });
  field.addEventListener("blur", close);
  // The field keeps the focus; what is pressed is chosen.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const url = event.target.closest("[role=option]")?.dataset.url;
    if (url) location.assign(url);
  });
}
