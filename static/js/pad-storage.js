// Where a pad keeps what must survive a reload, and the name of this tablet.

import { newUuid } from "./pad-operations.js";

/** localStorage, or memory where the browser has none to give. */
export function openStorage() {
  try {
    localStorage.setItem("pad-probe", "1");
    localStorage.removeItem("pad-probe");
    return localStorage;
  } catch {
    const kept = new Map();
    return {
      getItem: (key) => kept.get(key) ?? null,
      setItem: () => {
        throw new Error("nothing can be kept");
      },
      removeItem: (key) => kept.delete(key),
      key: (index) => [...kept.keys()][index],
      get length() {
        return kept.size;
      },
    };
  }
}

/** Four letters that tell this tablet from its neighbours. */
export function deviceId(storage) {
  let id = storage.getItem("pad-device");
  if (!id) {
    id = newUuid().slice(0, 4).toUpperCase();
    try {
      storage.setItem("pad-device", id);
    } catch {
      // Nothing can be kept: the name lasts as long as the page.
    }
  }
  return id;
}
