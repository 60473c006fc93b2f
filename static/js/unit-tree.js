// The union tree: "tick all below" acts at once and the count follows. Without it the button asks the server.

const form = document.querySelector("[data-units]");
const boxes = [...form.querySelectorAll("input[name=units]")];
const count = () => { form.querySelector("[data-count]").textContent = boxes.filter((box) => box.checked).length; };

form.addEventListener("change", count);
form.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=below]");
  if (!button) return;
  event.preventDefault();
  const under = boxes.filter((box) => box.closest("[data-above]").dataset.above.split(" ").includes(button.value));
  const all = under.every((box) => box.checked);
  for (const box of under) box.checked = !all;
  count();
});
count();
