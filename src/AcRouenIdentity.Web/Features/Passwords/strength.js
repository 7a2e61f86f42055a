// Says while somebody types what the server would say of the password; the form works without it.
const gauge = document.querySelector("[data-strength]");
const form = gauge?.closest("form");
const field = form?.elements.namedItem("Form.Password");
if (field) {
  const [meter, text] = [gauge.querySelector("meter"), gauge.querySelector("p")];
  const pause = 350;
  let waiting, asked;

  const show = said => {
    gauge.hidden = !said;
    meter.value = said?.level ?? 0;
    text.textContent = said?.text ?? "";
  };

  const assess = async () => {
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(gauge.dataset.strength, { method: "POST", body: new URLSearchParams(new FormData(form)), signal: asked.signal });
      show(answer.ok && field.value ? await answer.json() : null);
    } catch (failure) {
      if (failure.name !== "AbortError")
        show(null);
    }
  };

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    if (field.value)
      waiting = setTimeout(assess, pause);
    else
      show(null);
  });
}
