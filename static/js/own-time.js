// Says a moment once more on the reader's own clock, where that differs from the site's.

for (const place of document.querySelectorAll("[data-own-time]")) {
  const moment = new Date(place.dataset.ownTime);
  const there = { timeZone: "Asia/Shanghai", dateStyle: "short", timeStyle: "short" };
  const language = document.documentElement.lang;
  const own = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  const differs = new Intl.DateTimeFormat(language, { ...there, timeZone: undefined }).format(moment) !== new Intl.DateTimeFormat(language, there).format(moment);
  if (differs) place.textContent = place.dataset.ownWords.replace("MOMENT", own.format(moment));
}
