// Builds nodes. Text is only ever text: nothing that somebody typed can become markup.

/** `h("button", {class: "key", "data-key": "1", onclick}, "1")`; false and null attributes and children are left out. */
export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return node;
}

export const button = (label, onclick, attributes = {}) => h("button", { type: "button", class: "key", onclick, ...attributes }, label);

const ICON = '<svg class="icon" aria-hidden="true"><use></use></svg>';
let emptyIcon = null;

/** Decoration out of the sprite, hidden from readers. */
export function icon(name) {
  emptyIcon ??= new DOMParser().parseFromString(ICON, "text/html").querySelector("svg");
  const svg = document.importNode(emptyIcon, true);
  svg.firstElementChild.setAttribute("href", `${document.querySelector("[data-icons]").dataset.icons}#${name}`);
  return svg;
}

/** What names a node over a redraw: focus goes back to the one of the same name. */
const nameOf = (node) => {
  const key = ["data-key", "data-hit", "data-slot", "data-choose", "data-entry", "data-id", "data-absence", "data-step", "name"].find((each) => node.hasAttribute(each));
  return key && `[${key}="${CSS.escape(node.getAttribute(key))}"]${node.value && key === "name" ? `[value="${CSS.escape(node.value)}"]` : ""}`;
};

/** Puts new nodes in place of the old ones and gives the focus back. */
export function redraw(root, ...nodes) {
  const focused = root.contains(document.activeElement) ? document.activeElement : null;
  const name = focused && focused !== root ? nameOf(focused) : null;
  root.replaceChildren(...nodes.flat(Infinity).filter(Boolean));
  if (name) root.querySelector(name)?.focus({ preventScroll: true });
}

/** Makes `nodes` the children of `root` and moves none that stands right already. */
export function settle(root, nodes) {
  const kept = new Set(nodes);
  for (const child of [...root.children]) if (!kept.has(child)) child.remove();
  let at = root.firstElementChild;
  for (const node of nodes) {
    if (node === at) at = at.nextElementSibling;
    else root.insertBefore(node, at);
  }
}
