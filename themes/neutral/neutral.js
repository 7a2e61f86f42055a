// Shows a password while its box is ticked, and hides it again before the form leaves. Pages work without this.
document.documentElement.classList.add("scripted");

for (const group of document.querySelectorAll(".fr-password")) {
  const input = group.querySelector(".fr-password__input");
  const box = group.querySelector(".fr-password__checkbox input");
  const show = () => { input.type = box.checked ? "text" : "password"; };
  box.addEventListener("change", show);
  input.form?.addEventListener("submit", () => { box.checked = false; show(); });
}
