// What makes pages quicker; every page works without it.
"use strict";

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (event.isComposing) return;
  if ((event.key === "/" && !typing) || (event.key === "k" && (event.ctrlKey || event.metaKey))) {
    const search = document.querySelector(".top input[type=search]");
    if (search) { event.preventDefault(); search.focus(); }
  }
});

const errors = document.getElementById("errors");
if (errors) errors.focus();

for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", () => setTimeout(() => {
    for (const button of form.querySelectorAll("button")) {
      button.disabled = true;
      setTimeout(() => { button.disabled = false; }, 4000); // a download leaves the page open
    }
  }));
}

// The editor: toolbar, preview by the server's own renderer, autosave. Never hooks letter keys: Telex and VNI compose with them.
for (const form of document.querySelectorAll("form[data-editor]")) {
  const text = form.querySelector("textarea[name=text]");
  const status = form.querySelector("[data-status]");
  const pane = form.querySelector("[data-preview-pane]");
  const token = form.querySelector("[name=csrf_token]").value;
  const send = (url) => fetch(url, { method: "POST", headers: { "X-CSRFToken": token },
    body: new URLSearchParams({ text: text.value }) });
  let previewTimer, saveTimer;

  const replaceSelection = (before, after = "") => {
    const chosen = text.value.slice(text.selectionStart, text.selectionEnd);
    text.focus();
    document.execCommand("insertText", false, before + chosen + after); // keeps the browser's own undo
  };
  const toolbar = form.querySelector("[data-toolbar]");
  toolbar.hidden = false;
  toolbar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const { wrap, line, insert } = button.dataset;
    if (wrap) replaceSelection(wrap, wrap);
    else replaceSelection((text.selectionStart && text.value[text.selectionStart - 1] !== "\n" ? "\n" : "") + (line || insert));
  });

  const preview = async () => {
    const answer = await send(form.dataset.preview);
    if (answer.ok) pane.innerHTML = await answer.text(); // sanitised by the server
  };
  const autosave = async () => {
    try {
      const answer = await send(form.dataset.autosave);
      status.textContent = answer.ok ? (await answer.json()).saved : "▲ " + answer.status;
    } catch { status.textContent = "▲"; }
  };
  text.addEventListener("input", () => {
    clearTimeout(previewTimer);
    previewTimer = setTimeout(preview, 400);
    saveTimer = saveTimer || setTimeout(() => { saveTimer = null; autosave(); }, 4000);
  });
  form.addEventListener("keydown", (event) => {
    if (event.isComposing || !(event.ctrlKey || event.metaKey)) return;
    if (event.key === "s") { event.preventDefault(); form.requestSubmit(form.querySelector("button.btn:not([name])")); }
    if (event.key === "Enter") { event.preventDefault(); form.requestSubmit(form.querySelector("button[name=submit]")); }
  });
  const caretTo = (line) => { // of the check's findings
    const start = text.value.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    const end = text.value.indexOf("\n", start);
    text.focus();
    text.setSelectionRange(start, end < 0 ? text.value.length : end);
    const above = text.cloneNode(); // as wide as the field: its height is where the line stands, wrapped lines counted
    above.removeAttribute("id");
    above.rows = 1;
    above.value = text.value.slice(0, start);
    text.after(above);
    text.scrollTop = Math.max(0, above.scrollHeight - text.clientHeight / 3);
    above.remove();
  };
  for (const link of document.querySelectorAll("a[data-line]")) {
    link.addEventListener("click", () => setTimeout(() => caretTo(Number(link.dataset.line))));
  }
  const recover = document.querySelector("[data-recover]");
  if (recover) {
    recover.hidden = false;
    recover.addEventListener("click", () => { text.value = document.getElementById("recovered").value; text.dispatchEvent(new Event("input")); });
  }
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
