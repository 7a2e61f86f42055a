// A letter's QR code carries the code and the provisional password in the fragment, which no server sees: fill the form, and take them out of the address and the history.
const said = new URLSearchParams(location.hash.slice(1));
const form = document.querySelector("[data-letter-form]");
if (form && said.has("c")) {
  const [name, secret, birthDate] = ["Form.Name", "Form.ProvisionalPassword", "Form.BirthDate"].map(field => form.elements.namedItem(field));
  const grouped = text => text.replace(/[^0-9A-Za-z]/g, "").match(/.{1,4}/g)?.join("-") ?? "";
  if (name && secret) {
    name.value = grouped(said.get("c"));
    secret.value = grouped(said.get("p") ?? "");
    birthDate.focus();
  }
  history.replaceState(null, "", location.pathname + location.search);
}
