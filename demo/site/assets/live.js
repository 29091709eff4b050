// Looks for news once a second and puts them into the page: threads that the bot opened or resolved,
// the verdict. Without it the page works as well, with a reload.
const main = document.querySelector("#main");
const news = document.querySelector("#news");
let seen = main.dataset.seen;

function resolvedThreads() {
  return new Set([...document.querySelectorAll(".thread.resolved")].map(({ id }) => id));
}

function announce(before) {
  const count = [...resolvedThreads()].filter((id) => !before.has(id)).length;
  if (count > 0)
    news.textContent = count === 1 ? "One thread was resolved." : `${count} threads were resolved.`;
}

async function look() {
  const url = new URL(location.href);
  url.searchParams.set("part", "");
  const response = await fetch(url, { headers: { "If-None-Match": seen } });
  if (response.status !== 200) return;
  seen = response.headers.get("ETag") ?? seen;
  const markup = await response.text();
  const before = resolvedThreads();
  const open = [...document.querySelectorAll("details[open]")].map(({ id }) => id);
  const focused = document.activeElement?.closest("[id]")?.id;
  const written = [...document.querySelectorAll("textarea")].filter(({ value }) => value !== "");
  const field = document.activeElement?.tagName === "TEXTAREA" ? document.activeElement : null;
  main.innerHTML = markup;
  for (const { id, value } of written) {
    const box = document.getElementById(id);
    if (box) box.value = value;
  }
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  for (const id of resolvedThreads())
    if (!before.has(id)) document.getElementById(id)?.classList.add("fresh");
  const again = field && document.getElementById(field.id);
  if (again) {
    again.focus({ preventScroll: true });
    again.setSelectionRange(field.selectionStart, field.selectionEnd);
  } else if (focused && focused !== "main")
    document.getElementById(focused)?.querySelector("button")?.focus({ preventScroll: true });
  announce(before);
}

async function watch() {
  for (;;) {
    if (!document.hidden) await look().catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

void watch();
