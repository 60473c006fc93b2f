// Several teams are composed on one page, and each is saved on its own: what is tapped into the others, or was not saved, stays.

import { fieldsOf, giveBack, keptUnder } from "./kept.js";

const page = document.querySelector("[data-teams]");
const kept = keptUnder(page.dataset.teams, window.sessionStorage);
const forms = [...page.querySelectorAll("form[data-team]")];
const ABOUT_THE_PAGE = ["csrfmiddlewaretoken", "version", "team", "contest"];

const saidBy = (form) => JSON.stringify(fieldsOf(form).filter(([name]) => !ABOUT_THE_PAGE.includes(name)));
const before = new Map(forms.map((form) => [form, saidBy(form)]));
let sent = null;

for (const { team, contest, wasSent, fields } of kept.read() ?? []) {
  if (wasSent && location.hash === `#team-${team}`) continue; // the server has it
  const own = forms.find((form) => form.elements.team.value === team);
  const form = own ?? forms.find((each) => each.closest("[data-new]") && each.elements.contest.value === contest);
  if (!form) continue;
  form.elements.team.value = team;
  if (giveBack(form, fields, ABOUT_THE_PAGE)) form.closest("details").open = true;
}

for (const form of forms) form.addEventListener("submit", () => (sent = form));

window.addEventListener("pagehide", () => {
  const changed = forms.filter((form) => form === sent || saidBy(form) !== before.get(form));
  if (!changed.length) return kept.forget();
  kept.keep(
    changed.map((form) => ({
      team: form.elements.team.value,
      contest: form.elements.contest.value,
      wasSent: form === sent,
      fields: fieldsOf(form),
    })),
  );
});
