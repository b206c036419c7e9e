// The filter form works without this file: it only spares the press of a button and says what it found.
// Whatever is marked data-live="name" takes its content from the same mark on the page that was fetched.
(() => {
  const form = document.querySelector("form[data-filters]");
  if (!form) return;
  let waiting, asked, shown = location.pathname + location.search;

  const address = () => {
    const url = new URL(form.getAttribute("action") || location.pathname, location.href);
    for (const [name, value] of new FormData(form)) if (value !== "") url.searchParams.append(name, value);
    return url;
  };

  const busy = (is) => {
    for (const part of document.querySelectorAll("[data-live]"))
      is ? part.setAttribute("aria-busy", "true") : part.removeAttribute("aria-busy");
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
      marked();
      history.pushState(null, "", answer.url);
      shown = location.pathname + location.search;
    } catch (error) {
      if (error.name === "AbortError") return;
      location.assign(url);
    }
    busy(false);
  };

  // A field stays as it is; whether it can be read is said again.
  const marked = () => {
    for (const field of form.querySelectorAll("[aria-describedby]")) {
      const ids = field.getAttribute("aria-describedby").split(" ").filter((id) => id.endsWith("-err"));
      const wrong = ids.some((id) => document.getElementById(id)?.textContent);
      wrong ? field.setAttribute("aria-invalid", "true") : field.removeAttribute("aria-invalid");
    }
  };

  // What cannot both be meant: a radio and the field beside it, a value and its exclusion.
  const alone = (field) => {
    if (field.type === "radio") {
      const other = form.elements[`${field.name}_other`];
      if (other) other.value = "";
    } else if (field.type === "checkbox" && field.checked) {
      const opposite = field.value.startsWith("-") ? field.value.slice(1) : `-${field.value}`;
      for (const box of form.querySelectorAll("[type=checkbox]"))
        if (box.name === field.name && box.value === opposite) box.checked = false;
    } else if (field.name?.endsWith("_other")) {
      for (const radio of form.querySelectorAll("[type=radio]"))
        if (`${radio.name}_other` === field.name) radio.checked = false;
    }
  };

  const soon = (delay) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => show(address()), delay);
  };

  // The order is chosen outside the form and belongs to it.
  document.addEventListener("change", (event) => {
    if (event.target.form !== form) return;
    alone(event.target);
    soon(80);
  });
  form.addEventListener("input", (event) => {
    if (!event.target.matches("input:not([type=checkbox], [type=radio])")) return;
    alone(event.target);
    soon(600);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    if (form.matches("[popover]:popover-open")) form.hidePopover();
    show(address());
  });
  addEventListener("popstate", () => {
    if (location.pathname + location.search !== shown) location.reload();
  });
})();
