// Buttons that copy the text of a field. Without a script the field is read-only text that can be selected.

async function copy(field) {
  if (navigator.clipboard) return navigator.clipboard.writeText(field.value);
  // A page without https has no clipboard; the old command still works there, on text that can be seen.
  field.closest("details")?.setAttribute("open", "");
  field.select();
  if (!document.execCommand("copy")) throw new Error("not copied");
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.querySelector(button.dataset.copy);
    try {
      await copy(field);
    } catch {
      field.select(); // one key press away from being copied
      return;
    }
    button.querySelector("span").textContent = button.dataset.copied;
    button.parentElement.querySelector("[data-copy-status]").textContent = button.dataset.copied;
  });
}
