// The arrow keys move through a matrix of boxes and lists; the space bar ticks, as everywhere. Every key also works without it.

const FIELDS = "input:not([type=hidden]), select, button";
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

// A text field keeps its own arrows until the caret stands at the edge; a list keeps up and down.
const keepsKey = (field, key) => {
  if (field.tagName === "SELECT") return key === "ArrowUp" || key === "ArrowDown";
  if (field.type !== "text") return false;
  if (key === "ArrowLeft") return field.selectionStart > 0 || field.selectionEnd > 0;
  if (key === "ArrowRight") return field.selectionEnd < field.value.length;
  return false;
};

const fieldIn = (cell) => cell?.querySelector(FIELDS);

function neighbour(cell, [down, along]) {
  const row = cell.parentElement;
  if (along) {
    let next = cell;
    do next = along > 0 ? next.nextElementSibling : next.previousElementSibling;
    while (next && !fieldIn(next));
    return next;
  }
  const rows = [...row.parentElement.children].filter((each) => !each.classList.contains("is-gone"));
  return rows[rows.indexOf(row) + down]?.children[cell.cellIndex];
}

export function moveByArrows(table) {
  table.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const cell = event.target.closest("td, th");
    if (!cell || keepsKey(event.target, event.key)) return;
    const field = fieldIn(neighbour(cell, step));
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
}

for (const table of document.querySelectorAll("[data-matrix]")) moveByArrows(table);
