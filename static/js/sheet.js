// Editing tables: add, move and paste lines, keep sums right. Without it the same table works by saving.

const form = document.querySelector("[data-sheet]");
const body = form.querySelector("[data-rows]");
const blank = form.querySelector("template[data-empty-row]");
const total = form.querySelector(`[name="${form.dataset.prefix}-TOTAL_FORMS"]`);
const speaker = form.querySelector("[data-say]");

const rows = () => [...body.querySelectorAll("[data-row]")];
const controls = (row) => [...row.querySelectorAll("input:not([type=hidden]):not(.sheet-drop-box), select, textarea")].filter((control) => !control.name.endsWith("-ORDER"));
const say = (sentence, number) => {
  if (speaker) speaker.textContent = (speaker.dataset[sentence] ?? "").replace("{n}", number);
};

// Numbers in the order column follow the lines as they stand.
const number = () => rows().forEach((row, index) => {
  const order = row.querySelector('[name$="-ORDER"]');
  if (order) order.value = index + 1;
});

const addRow = () => {
  const row = blank.content.firstElementChild.cloneNode(true);
  for (const part of row.querySelectorAll("*")) {
    for (const attribute of part.attributes) attribute.value = attribute.value.replaceAll("__prefix__", total.value);
  }
  body.append(row);
  total.value = Number(total.value) + 1;
  number();
  return row;
};

const move = (row, where) => {
  const other = where === "up" ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  if (where === "up") other.before(row);
  else other.after(row);
  number();
  markDirty();
  say("moved", rows().indexOf(row) + 1);
};

// Leaving with unsaved typing asks first.
let dirty = "dirty" in form.dataset;
const markDirty = () => { dirty = true; };
window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
form.addEventListener("submit", () => { dirty = false; });

// Sums are whole fen, as on the server; what cannot be read counts for nothing until it is saved.
const plain = (text) => text.normalize("NFKC").replaceAll(/[\s,¥元]/g, "").replaceAll("。", ".");
const fen = (text) => {
  const found = /^(\d+)(?:\.(\d{1,2}))?$/.exec(plain(text));
  return found ? Number(found[1]) * 100 + Number((found[2] ?? "0").padEnd(2, "0")) : null;
};
const yuan = (amount) => "¥" + (amount / 100).toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const addUp = () => {
  const result = form.querySelector("[data-total]");
  if (!result) return;
  let sum = 0;
  for (const row of rows()) {
    const quantity = row.querySelector("[data-quantity]").value.trim();
    const price = fen(row.querySelector("[data-price]").value);
    const known = /^\d+$/.test(quantity) && price !== null;
    row.querySelector("[data-sum]").textContent = known ? yuan(Number(quantity) * price) : "";
    if (known && !row.querySelector(".sheet-drop-box")?.checked) sum += Number(quantity) * price;
  }
  result.textContent = yuan(sum);
};

form.addEventListener("input", () => {
  markDirty();
  addUp();
  // The capitals are written by the server: old ones must not stand beside a new sum.
  form.querySelector("[data-capitals]")?.remove();
});

form.addEventListener("click", (event) => {
  const key = event.target.closest("[data-move]");
  if (key) {
    move(key.closest("[data-row]"), key.dataset.move);
    key.focus();
  }
  if (event.target.closest("[data-add-row]")) {
    const row = addRow();
    controls(row)[0].focus();
    say("added", rows().length);
  }
});

const below = (control) => {
  const row = control.closest("[data-row]");
  const column = controls(row).indexOf(control);
  const next = row.nextElementSibling ?? (blank && addRow());
  return next && controls(next)[column];
};

form.addEventListener("keydown", (event) => {
  const row = event.target.closest("[data-row]");
  if (!row || event.isComposing) return;
  if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown") && row.querySelector("[data-move]")) {
    event.preventDefault();
    move(row, event.key === "ArrowUp" ? "up" : "down");
    event.target.focus();
  } else if (event.key === "Enter" && event.target.matches("input:not([type=checkbox])") && !event.ctrlKey) {
    event.preventDefault();
    const next = below(event.target);
    next?.focus();
    next?.select?.();
  }
});

// A choice is met by its word, a tick by a mark, a day however a spreadsheet writes it.
const fill = (control, text) => {
  const value = text.trim();
  if (control.type === "checkbox") control.checked = /^(1|★|√|✓|是|y|yes|true)$/i.test(value);
  else if (control.tagName === "SELECT") {
    const option = [...control.options].find((each) => each.text.trim() === value);
    if (option) control.value = option.value;
  } else if (control.type === "date") {
    const day = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(value);
    control.value = day ? `${day[1]}-${day[2].padStart(2, "0")}-${day[3].padStart(2, "0")}` : "";
  } else control.value = control.type === "number" ? plain(value) : value;
};

// Cells that hold line breaks come in quotes, as a spreadsheet copies them.
const cellsOf = (text) => {
  const table = [[""]];
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    const line = table[table.length - 1];
    if (sign === '"' && (quoted || line[line.length - 1] === "")) {
      if (quoted && text[at + 1] === '"') { line[line.length - 1] += '"'; at += 1; } else quoted = !quoted;
    } else if (!quoted && sign === "\t") line.push("");
    else if (!quoted && sign === "\n") table.push([""]);
    else if (sign !== "\r") line[line.length - 1] += sign;
  }
  if (table.length > 1 && table[table.length - 1].join("") === "") table.pop();
  return table;
};

form.addEventListener("paste", (event) => {
  const text = event.clipboardData.getData("text/plain");
  const row = event.target.closest("[data-row]");
  if (!row || !/\t|\r?\n./.test(text) || (event.target.tagName === "TEXTAREA" && !text.includes("\t"))) return;
  event.preventDefault();
  const first = controls(row).indexOf(event.target);
  let into = row;
  for (const cells of cellsOf(text)) {
    into ??= blank && addRow();
    if (!into) break;
    const targets = controls(into);
    cells.forEach((cell, index) => { if (targets[first + index]) fill(targets[first + index], cell); });
    into = into.nextElementSibling;
  }
  form.dispatchEvent(new Event("input"));
});

form.classList.add("is-live");
for (const shown of form.querySelectorAll("[data-add-row], [data-with-script]")) shown.hidden = false;
for (const shown of form.querySelectorAll("[data-without-script]")) shown.hidden = true;
addUp();
