// The form of a text works without this file: it saves by itself while somebody types, shows the preview of what
// was saved, puts Markdown around what is marked, and keeps a copy in this browser when the site cannot be reached.
(() => {
  // On every page of the desk: others may use this browser after who signs out, and nothing is kept for them.
  let left = false;
  document.addEventListener("submit", (event) => {
    if (!event.target.getAttribute("action")?.includes("/sign-out")) return;
    left = true;
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith("draft ")) localStorage.removeItem(key);
    } catch { /* not allowed */ }
  });

  const form = document.querySelector("form[data-editor]");
  if (!form) return;
  const said = form.querySelector("[data-saved]");
  const frame = document.querySelector("iframe[data-preview]");
  const PAUSE = 2500;
  let waiting, busy = false, dirty = false, stopped = false;
  let autosave = form.dataset.autosave;
  const kept = () => "draft " + location.pathname;

  const say = (words) => { if (said) said.textContent = words; };

  const say_link = (words, address, label) => {
    say(words + " ");
    const link = document.createElement("a");
    link.href = address;
    link.textContent = label;
    said?.append(link);
  };

  const texts = () => {
    const found = [...new FormData(form)].filter(([name]) => !["csrf_token", "based_on", "seen", "tab"].includes(name));
    return JSON.stringify(found);
  };

  const keep_here = () => { if (!left) try { localStorage.setItem(kept(), texts()); } catch { /* full, or not allowed */ } };
  const forget = () => { try { localStorage.removeItem(kept()); } catch { /* not allowed */ } };

  // The frame is loaded again where the reader had scrolled to; of something new it is shown from the first save on.
  const show_preview = () => {
    if (!frame) return;
    const at = frame.contentWindow?.scrollY || 0;
    if (at) frame.addEventListener("load", () => frame.contentWindow.scrollTo(0, at), { once: true });
    frame.src = autosave.replace(/autosave$/, "preview");
    frame.closest("[hidden]")?.removeAttribute("hidden");
  };

  const moved = (address) => {
    if (autosave.endsWith("/new/autosave")) {
      forget();
      history.replaceState(null, "", address);
      form.action = address;
      autosave = address + "/autosave";
      const standing = document.querySelector("[data-standing]");
      if (standing) standing.textContent = standing.textContent.replace("Not saved yet.", "Not public.");
    }
  };

  const save = async () => {
    if (busy || stopped || left) return;
    busy = true;
    dirty = false;
    try {
      const answer = await fetch(autosave, { method: "POST", body: new FormData(form), redirect: "manual" });
      if (answer.status === 409) {
        // It goes on saving: what is typed from now on is kept beside the other text, too.
        const found = await answer.json();
        say_link("Somebody saved this in another page meanwhile. Your text is kept beside it.", found.clash, "Choose");
      } else if (answer.ok) {
        const found = await answer.json();
        moved(found.address);
        form.elements.based_on.value = found.revision;
        forget();
        say("Saved by itself, " + found.saved);
        show_preview();
      } else {
        keep_here();
        say("Not saved. You may have been signed out: press “Save draft”, nothing is lost.");
      }
    } catch {
      keep_here();
      say("The site cannot be reached. What you typed is kept in this browser, and saved when you type on.");
    }
    busy = false;
    if (dirty) later();
  };

  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, PAUSE);
  };

  form.addEventListener("input", () => { dirty = true; later(); });
  // A button saves what is there now: nothing may come after it from here. The copy goes when the answer is there.
  form.addEventListener("submit", () => { stopped = true; clearTimeout(waiting); keep_here(); });
  window.addEventListener("pageshow", (event) => { if (event.persisted) stopped = left = false; });
  window.addEventListener("pagehide", () => { if (dirty && !stopped) keep_here(); });

  const offer_kept = () => {
    let found;
    if (new URLSearchParams(location.search).has("done")) {
      forget();
      try { localStorage.removeItem("draft " + location.pathname.replace(/[^/]+$/, "new")); } catch { /* not allowed */ }
    }
    try { found = localStorage.getItem(kept()); } catch { return; }
    if (!found || found === texts()) return;
    const note = document.createElement("p");
    note.className = "note";
    note.textContent = "This browser has kept a text that was not saved. ";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn small";
    button.textContent = "Put it in";
    button.addEventListener("click", () => {
      for (const [name, value] of JSON.parse(found)) {
        const field = form.elements.namedItem(name);
        if (field && "value" in field && field.type !== "checkbox" && field.type !== "radio") field.value = value;
      }
      const ticked = new Set(JSON.parse(found).map(([name, value]) => name + "=" + value));
      for (const box of form.querySelectorAll("input[type=checkbox]")) box.checked = ticked.has(box.name + "=" + box.value);
      note.remove();
      forget();
      dirty = true;
      later();
    });
    note.append(button);
    form.prepend(note);
  };
  offer_kept();

  // --- the toolbar of a Markdown text

  const TOOLS = [
    ["Bold", "**", "**"], ["Italic", "*", "*"], ["Heading", "\n## ", "\n"], ["List", "\n- ", ""],
    ["Link", "[", "](/)"], ["Cite", "[@", "]"], ["Device", "[[device ", "]]"], ["Comparison", "[[comparison ", "]]"],
    ["Claim", "\n\n[[claim ", "]]\n\n"], ["Figure", "\n\n[[figure ", "]]\n\n"], ["Picture", "\n\n[[picture ", "]]\n\n"],
  ];

  const around = (area, before, after) => {
    const { selectionStart: from, selectionEnd: to } = area;
    area.setRangeText(before + area.value.slice(from, to) + after, from, to, "end");
    if (from === to) area.selectionStart = area.selectionEnd = from + before.length;
    area.focus();
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };

  for (const area of form.querySelectorAll("textarea[name=text]")) {
    const bar = document.createElement("div");
    bar.className = "toolbar";
    bar.setAttribute("role", "toolbar");
    bar.setAttribute("aria-label", "Markdown");
    for (const [words, before, after] of TOOLS) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn small";
      button.textContent = words;
      button.tabIndex = bar.children.length ? -1 : 0;
      button.addEventListener("click", () => around(area, before, after));
      bar.append(button);
    }
    bar.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const buttons = [...bar.children], now = buttons.indexOf(document.activeElement);
      const next = buttons[(now + step + buttons.length) % buttons.length];
      for (const one of buttons) one.tabIndex = one === next ? 0 : -1;
      next.focus();
    });
    area.before(bar);
  }
})();
