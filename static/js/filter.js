// A list that shortens while somebody types; what is ticked stays in sight, and stays ticked.

for (const field of document.querySelectorAll("[data-filter]")) {
  const items = [...document.querySelectorAll(field.dataset.filter)];
  const show = () => {
    const wanted = field.value.trim().toLowerCase().replaceAll(/[\s'·]/g, "");
    for (const item of items) {
      const ticked = item.querySelector("input:checked:not(:disabled)");
      item.hidden = !ticked && !(item.dataset.spelt ?? "").includes(wanted);
    }
  };
  field.addEventListener("input", show);
  // Enter would ask the server, and the ticks would be gone.
  field.form.addEventListener("submit", (event) => event.preventDefault());
  show();
}
