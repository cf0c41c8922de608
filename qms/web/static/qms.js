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
