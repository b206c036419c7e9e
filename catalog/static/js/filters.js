// The filter form works without this file: it only spares the press of a button and says what it found.
// Whatever is marked data-live="name" takes its content from the same mark on the page that was fetched.
(() => {
  const form = document.querySelector("form[data-filters]");
  if (!form) return;
  let waiting, asked;

  const address = () => {
    const url = new URL(form.getAttribute("action") || location.pathname, location.href);
    for (const [name, value] of new FormData(form)) if (value !== "") url.searchParams.append(name, value);
    return url;
  };

  const busy = (is) => {
    for (const part of document.querySelectorAll("[data-live]")) part.toggleAttribute("data-busy", is);
  };

  const show = async (url) => {
    asked?.abort();
    asked = new AbortController();
    busy(true);
    try {
      const answer = await fetch(url, { signal: asked.signal });
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      document.title = page.title;
      for (const part of document.querySelectorAll("[data-live]")) {
        const next = page.querySelector(`[data-live="${CSS.escape(part.dataset.live)}"]`);
        if (!next) throw new Error(part.dataset.live);
        part.className = next.className;
        // The element stays and only its content changes: a new role=status would not be read out.
        part.replaceChildren(...next.childNodes);
      }
      history.pushState(null, "", answer.url);
    } catch (error) {
      if (error.name === "AbortError") return;
      location.assign(url);
    }
    busy(false);
  };

  const soon = (delay) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => show(address()), delay);
  };

  form.addEventListener("change", () => soon(80));
  form.addEventListener("input", (event) => {
    if (event.target.matches("input:not([type=checkbox], [type=radio])")) soon(600);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    if (form.matches("[popover]:popover-open")) form.hidePopover();
    show(address());
  });
  addEventListener("popstate", () => location.reload());
})();
