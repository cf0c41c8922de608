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

// What Word puts on the clipboard, as Markdown. Parsed in a document of its own: nothing of it runs or is fetched.
const markdownOf = (html) => {
  const style = (node) => (node.dataset && node.dataset.look) || "";
  const dropped = new Set(["STYLE", "SCRIPT", "META", "LINK", "TITLE", "XML", "O:P", "IMG"]);
  const marked = (text, sign) => text.trim() ? text.replace(/^(\s*)([\s\S]*?)(\s*)$/, `$1${sign}$2${sign}$3`) : text;
  const inline = (node) => [...node.childNodes].map((child) => {
    if (child.nodeType === 3) return child.data.replace(/[\s\u00a0]+/g, " ").replace(/([*_`|\\])/g, "\\$1");
    if (child.nodeType !== 1 || dropped.has(child.tagName) || /mso-list:\s*ignore/i.test(style(child))) return "";
    if (child.tagName === "BR") return " ";
    const text = inline(child) + (/^(P|DIV|LI)$/.test(child.tagName) ? " " : ""), look = style(child);
    const bold = /^(B|STRONG)$/.test(child.tagName) ? !/font-weight:\s*normal/i.test(look) : /font-weight:\s*(bold|[6-9]00)/i.test(look);
    const leans = /^(I|EM)$/.test(child.tagName) ? !/font-style:\s*normal/i.test(look) : /font-style:\s*italic/i.test(look);
    return marked(marked(text, leans ? "*" : ""), bold ? "**" : "");
  }).join("");
  const said = (node) => inline(node).replace(/ +/g, " ").replace(/\*\*\*\*/g, "").trim();
  const table = (node) => {
    const rows = [...node.rows].map((row) => [...row.cells].flatMap((cell) => [said(cell), ...Array(Math.max(cell.colSpan, 1) - 1).fill("")]));
    const width = Math.max(...rows.map((row) => row.length));
    const lines = rows.map((row) => `| ${[...row, ...Array(width - row.length).fill("")].join(" | ")} |`);
    return [lines[0], `|${"---|".repeat(width)}`, ...lines.slice(1)].join("\n");
  };
  const items = (list, deep) => [...list.children].flatMap((child, place) => {
    if (/^[OU]L$/.test(child.tagName)) return items(child, deep + 1);
    const own = child.cloneNode(true);
    for (const inner of own.querySelectorAll("ul, ol")) inner.remove();
    const sign = list.tagName === "OL" ? `${place + 1}. ` : "- ";
    return ["    ".repeat(deep) + sign + said(own), ...[...child.children].filter((one) => /^[OU]L$/.test(one.tagName)).flatMap((one) => items(one, deep + 1))];
  });
  const blocks = (node) => [...node.childNodes].flatMap((child) => {
    if (child.nodeType === 3) return child.data.trim() ? [said({ childNodes: [child] })] : [];
    if (child.nodeType !== 1 || dropped.has(child.tagName)) return [];
    const heading = /^H([1-6])$/.exec(child.tagName) || (/MsoTitle/.test(child.className) && ["", "1"]);
    if (heading) return [`${"#".repeat(Math.max(2, Number(heading[1])))} ${said(child).replaceAll("**", "")}`];
    if (child.tagName === "TABLE") return child.rows.length ? [table(child)] : [];
    if (/^[OU]L$/.test(child.tagName)) return [items(child, 0).join("\n")];
    const level = /mso-list:\s*\S+\s+level(\d)/i.exec(style(child));
    if (level) {
      const numbered = /^\s*\(?[0-9a-z]{1,3}[.)]/i.test(child.textContent);
      return [{ item: "    ".repeat(level[1] - 1) + (numbered ? "1. " : "- ") + said(child) }];
    }
    return child.querySelector("p, div, table, ul, ol, h1, h2, h3, h4, h5, h6") ? blocks(child) : [said(child)];
  });
  const quiet = html.replace(/<!--[\s\S]*?-->/g, "").replace(/<!\[[^>]*>/g, "").replace(/<(style|script|xml)\b[\s\S]*?<\/\1>/gi, "")
    .replace(/<[^>]+>/g, (tag) => tag.replace(/\sstyle=/gi, " data-look=").replace(/\son\w+=/gi, " data-off="));
  let text = "", last = ""; // items of one list stand on lines of their own, another list after an empty line
  for (const block of blocks(new DOMParser().parseFromString(quiet, "text/html").body)) {
    const said = block.item || block;
    if (!said) continue;
    const goesOn = block.item && last && (/^ /.test(said) || said[0] === last);
    text += (text && (goesOn ? "\n" : "\n\n")) + said;
    last = block.item ? (/^ /.test(said) ? last : said[0]) : "";
  }
  return text;
};

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
  const lay = () => { try { localStorage.setItem(shelf, text.value); } catch { /* a browser that keeps nothing */ } };
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
  if (kept() !== null && kept() !== text.value) {
    held.hidden = false;
    held.querySelector("[data-kept-take]").addEventListener("click", () => {
      text.value = kept();
      held.hidden = true;
      text.dispatchEvent(new Event("input"));
    });
  }
  send(form.dataset.hold).then((answer) => answer.json()).then((said) => { if (said.notice) status.textContent = `▲ ${said.notice}`; }).catch(() => {});
  text.addEventListener("input", () => {
    clearTimeout(previewTimer);
    previewTimer = setTimeout(preview, 400);
    later();
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

// The grid of numbers: Enter goes to the next row as in Excel, a pasted column fills the cells below.
for (const grid of document.querySelectorAll("table.grid")) {
  const cells = [...grid.querySelectorAll("input[inputmode=decimal]")];
  const next = (cell, step) => cells[cells.indexOf(cell) + step];
  grid.addEventListener("keydown", (event) => {
    const wanted = event.key === "Enter" && !event.ctrlKey && !event.isComposing && next(event.target, event.shiftKey ? -1 : 1);
    if (!cells.includes(event.target) || !wanted) return;
    event.preventDefault();
    wanted.focus();
    wanted.select();
  });
  grid.addEventListener("paste", (event) => {
    const lines = event.clipboardData.getData("text/plain").replace(/\r?\n$/, "").split(/\r?\n/);
    if (!cells.includes(event.target) || lines.length < 2) return;
    event.preventDefault();
    lines.forEach((line, place) => { const cell = next(event.target, place); if (cell) cell.value = line.trim(); });
  });
}
