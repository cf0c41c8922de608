"use strict";

// The editor: toolbar, preview by the server's own renderer, autosave. Never hooks letter keys: Telex and VNI compose with them.
for (const form of document.querySelectorAll("form[data-editor]")) {
  const text = form.querySelector("textarea[name=text]");
  const status = form.querySelector("[data-status]");
  const pane = form.querySelector("[data-preview-pane]");
  const token = form.querySelector("[name=csrf_token]").value;
  const typing = () => {
    const said = new URLSearchParams(new FormData(form));
    for (const name of ["csrf_token", "once", "version"]) said.delete(name);
    return said;
  };
  const fill = (said) => {
    for (const field of form.elements) {
      if (!field.name || field.type === "hidden" || field.type === "submit") continue;
      if (field.type === "checkbox") field.checked = said.getAll(field.name).includes(field.value);
      else if (said.has(field.name)) field.value = said.get(field.name);
    }
  };
  const send = (url) => fetch(url, { method: "POST", headers: { "X-CSRFToken": token }, body: typing() });
  let previewTimer, saveTimer;

  const replaceSelection = (before, after = "") => {
    const chosen = text.value.slice(text.selectionStart, text.selectionEnd);
    text.focus();
    document.execCommand("insertText", false, before + chosen + after); // keeps the browser's own undo
  };
  const put = (from, to, words, caret) => {
    text.focus();
    text.setSelectionRange(from, to);
    document.execCommand("insertText", false, words);
    text.setSelectionRange(caret, caret);
  };
  const widen = (what) => { // one more row or column of the table at the caret
    const lines = text.value.split("\n");
    const here = text.value.slice(0, text.selectionStart).split("\n").length - 1;
    const isRow = (line) => line !== undefined && line.trim().startsWith("|");
    if (!isRow(lines[here])) return;
    let first = here, last = here;
    while (isRow(lines[first - 1])) first -= 1;
    while (isRow(lines[last + 1])) last += 1;
    const start = (number) => lines.slice(0, number).join("\n").length + (number ? 1 : 0);
    const cells = (line) => line.trim().replace(/^\||\|$/g, "").split(/(?<!\\)\|/);
    if (what === "row") {
      const after = start(Math.max(here, first + 1)) + lines[Math.max(here, first + 1)].length;
      put(after, after, "\n|" + "  |".repeat(cells(lines[first]).length), after + 3);
      return;
    }
    const column = Math.max(0, text.value.slice(start(here), text.selectionStart).replace(/\\\|/g, "").split("|").length - 2);
    const wider = lines.slice(first, last + 1).map((line) => {
      const row = cells(line);
      row.splice(column + 1, 0, /^[\s|:-]+$/.test(line) ? "---" : "  ");
      return `|${row.join("|")}|`;
    });
    put(start(first), start(last) + lines[last].length, wider.join("\n"), start(first));
  };
  text.addEventListener("paste", (event) => {
    const html = event.clipboardData.getData("text/html");
    if (!/<(table|h[1-6]|b|strong|i|em|ul|ol)\b|mso-list|MsoTitle/i.test(html)) return; // plain words stay as they are
    const words = markdownOf(html);
    if (!words) return;
    event.preventDefault();
    document.execCommand("insertText", false, words);
  });
  const toolbar = form.querySelector("[data-toolbar]");
  toolbar.hidden = false;
  toolbar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const { wrap, line, insert, table } = button.dataset;
    if (table) widen(table);
    else if (wrap) replaceSelection(wrap, wrap);
    else replaceSelection((text.selectionStart && text.value[text.selectionStart - 1] !== "\n" ? "\n" : "") + (line || insert));
  });

  const preview = async () => {
    const answer = await send(form.dataset.preview).catch(() => ({}));
    if (answer.ok) pane.innerHTML = await answer.text(); // sanitised by the server
  };
  const shelf = `qms ${form.dataset.keep}`; // what the server could not take stays in this browser until it could
  const lay = () => { try { localStorage.setItem(shelf, typing()); } catch { /* a browser that keeps nothing */ } };
  const kept = () => { try { return localStorage.getItem(shelf); } catch { return null; } };
  const clear = () => { try { localStorage.removeItem(shelf); } catch { /* nothing was kept */ } };
  const later = () => { saveTimer = saveTimer || setTimeout(() => { saveTimer = null; autosave(); }, 4000); };
  const autosave = async () => {
    try {
      const answer = await send(form.dataset.autosave);
      if (!answer.ok) throw new Error(answer.status);
      const said = await answer.json();
      clear();
      status.textContent = said.notice ? `▲ ${said.notice}` : said.saved;
    } catch {
      lay();
      status.textContent = `▲ ${status.dataset.offline}`;
      later();
    }
  };
  const held = document.querySelector("[data-kept]");
  if (kept() !== null && kept() !== `${typing()}`) {
    held.hidden = false;
    held.querySelector("[data-kept-take]").addEventListener("click", () => {
      fill(new URLSearchParams(kept()));
      held.hidden = true;
      text.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
  send(form.dataset.hold).then((answer) => answer.json()).then((said) => { if (said.notice) status.textContent = `▲ ${said.notice}`; }).catch(() => {});
  form.addEventListener("input", (event) => {
    later();
    if (event.target !== text) return;
    clearTimeout(previewTimer);
    previewTimer = setTimeout(preview, 400);
  });
  form.addEventListener("keydown", (event) => {
    if (event.isComposing || !(event.ctrlKey || event.metaKey)) return;
    if (event.key === "s") { event.preventDefault(); form.requestSubmit(form.querySelector("button.btn:not([name])")); }
    if (event.key === "Enter") { event.preventDefault(); form.requestSubmit(form.querySelector("button[name=submit]")); }
  });
  const caretTo = (line) => { // of a finding or remark
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
  for (const link of document.querySelectorAll("[data-goto]")) {
    link.hidden = false;
    link.addEventListener("click", () => setTimeout(() => caretTo(Number(link.dataset.goto))));
  }
}
