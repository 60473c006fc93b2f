// What was typed and is not on the server yet outlives a reload or a closed lid: in this tab's own memory, until the server has it.
// `storage` is the tab's; one that refuses (full, private) keeps nothing, and everything else goes on as without this file.

const AT = "kept:";

export function keptUnder(name, storage) {
  const place = AT + name;
  return {
    keep(value) {
      try {
        storage.setItem(place, JSON.stringify(value));
      } catch {
        // The page warns before it is left, as it does without this.
      }
    },
    read() {
      try {
        return JSON.parse(storage.getItem(place));
      } catch {
        return null;
      }
    },
    forget() {
      try {
        storage.removeItem(place);
      } catch {
        // Nothing was kept.
      }
    },
  };
}

// The named fields of a form or a part of it, as they would be sent: [[name, value], ...].
export function fieldsOf(root) {
  const found = [];
  for (const field of root.querySelectorAll("[name]")) {
    if (field.type === "checkbox" || field.type === "radio") {
      if (field.checked) found.push([field.name, field.value]);
    } else found.push([field.name, field.value]);
  }
  return found;
}

// Puts kept values back; says whether anything reads otherwise now. `skip` names fields that belong to the page, not to the person.
export function giveBack(root, pairs, skip = []) {
  const has = new Set(pairs.map(([name, value]) => `${name}\n${value}`));
  const values = new Map(pairs);
  let changed = false;
  for (const field of root.querySelectorAll("[name]")) {
    if (skip.includes(field.name)) continue;
    if (field.type === "checkbox" || field.type === "radio") {
      const checked = has.has(`${field.name}\n${field.value}`);
      changed ||= field.checked !== checked;
      field.checked = checked;
    } else if (values.has(field.name) && field.value !== values.get(field.name)) {
      field.value = values.get(field.name);
      changed = true;
    }
  }
  return changed;
}
