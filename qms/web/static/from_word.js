"use strict";

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
