// Searches while somebody types. Without it the form is sent by its button and answered with a page.
const form = document.querySelector("[data-caller-search]");
const [field, state, results] = [form.elements.namedItem("q"), document.querySelector("[data-caller-state]"), document.querySelector("[data-callers]")];
const pause = 150;
const patience = 400;
let [asked, running, timer] = [field.value.trim(), null, 0];

const letters = text => text.replace(/[^\p{L}\p{N}]/gu, "").length;

const say = text => { state.textContent = text; };

const show = html => {
  results.innerHTML = html;
  // Said once, in the line that is always there and is read out when it changes.
  const count = results.querySelector("[data-count]");
  say(count?.textContent ?? "");
  count?.remove();
};

const search = async () => {
  const text = field.value.trim();
  clearTimeout(timer);
  if (text === asked)
    return;
  asked = text;
  running?.abort();
  if (letters(text) < 2) {
    running = null;
    results.removeAttribute("aria-busy");
    show("");
    say(text ? form.dataset.little : "");
    return;
  }
  const mine = running = new AbortController();
  const slow = setTimeout(() => say(form.dataset.searching), patience);
  results.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { "X-Part": "results" }, signal: mine.signal });
    const html = await answer.text();
    if (mine !== running)
      return;
    if (answer.redirected)
      location.reload();
    else if (answer.ok || answer.status === 429)
      show(html);
    else
      throw new Error(answer.statusText);
  } catch (failure) {
    if (mine === running && failure.name !== "AbortError") {
      asked = "";
      show("");
      say(form.dataset.failed);
    }
  } finally {
    clearTimeout(slow);
    if (mine === running)
      results.removeAttribute("aria-busy");
  }
};

field.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(search, pause);
});

form.addEventListener("submit", happening => {
  happening.preventDefault();
  search();
});

// Arrows go through the results and back to the field, where Escape leads as well.
document.addEventListener("keydown", happening => {
  const stops = [field, ...results.querySelectorAll("button")];
  const here = stops.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[happening.key] ?? 0;
  const to = happening.key === "Escape" ? 0 : here + step;
  if (here < 0 || to === here || !stops[to] || (happening.key === "Escape" && here === 0))
    return;
  happening.preventDefault();
  stops[to].focus();
});
