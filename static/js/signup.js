// Says at once what the conditions of registration say about a sign-up. The form works without this: the server says the same when it is sent.

const WAIT_MS = 350;

for (const form of document.querySelectorAll("[data-signup]")) {
  const box = form.querySelector("[data-signup-problems]");
  const list = box.querySelector("ul");
  let timer = 0;
  let asked = 0;

  async function check() {
    const number = (asked += 1);
    try {
      const response = await fetch(form.dataset.check, { method: "POST", body: new FormData(form), redirect: "error" });
      if (!response.ok || number !== asked) return;
      const { problems } = await response.json();
      const changed = problems.join("\n") !== [...list.children].map((line) => line.textContent).join("\n");
      if (!changed) return;
      list.replaceChildren(
        ...problems.map((text) => {
          const line = document.createElement("li");
          line.textContent = text;
          return line;
        }),
      );
      box.hidden = problems.length === 0;
    } catch {
      // Without a connection nothing is said; sending says it.
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(check, WAIT_MS);
  });
  if (form.closest("details")) continue;
  form.querySelector("input[name$='-name']")?.addEventListener("blur", check);
}
