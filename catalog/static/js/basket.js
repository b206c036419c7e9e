// Ticks work without this file: the button of the tray sends them. With it each is sent at once, and the tray
// shows what is in the basket now.
(() => {
  let sent = Promise.resolve();
  const tray = () => document.getElementById("tray");

  const send = async (box) => {
    const form = tray();
    const data = new FormData();
    data.append(box.checked ? "add" : "remove", box.value);
    data.append("go", "tray");
    data.append("back", form.elements.back.value);
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body: data });
    // No room: the page that offers the choice is the answer to the form itself.
    if (answer.status === 409) return form.requestSubmit();
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.getElementById("tray");
    form.className = `${next.className} live`;
    // What was asked of lengths on this page stays with it.
    next.querySelectorAll("[name^=depth_]").forEach((field) => field.remove());
    next.append(...form.querySelectorAll("[name^=depth_]"));
    form.replaceChildren(...next.childNodes);
    // A filter may have exchanged the list meanwhile, and the box with it.
    for (const one of document.querySelectorAll(`.tick input[value="${CSS.escape(box.value)}"]`)) {
      one.checked = box.checked;
      keep(one);
    }
  };

  // As the page would have been made: ticked, and known to be.
  const keep = (box) => {
    const label = box.closest("label");
    label.classList.toggle("was", box.checked);
    const known = label.nextElementSibling?.matches("input[name=was]") ? label.nextElementSibling : null;
    if (!box.checked) known?.remove();
    else if (!known) {
      const field = Object.assign(document.createElement("input"), { type: "hidden", name: "was", value: box.value });
      field.setAttribute("form", "tray");
      label.after(field);
    }
  };

  tray()?.classList.add("live");
  document.addEventListener("change", (event) => {
    const box = event.target;
    if (box.name !== "d" || box.type !== "checkbox" || !tray() || box.form !== tray()) return;
    // One after the other: each answer holds the whole basket, and the last one stays. What could not be sent
    // is sent by the button.
    sent = sent.then(() => send(box)).catch(() => {});
  });
})();
