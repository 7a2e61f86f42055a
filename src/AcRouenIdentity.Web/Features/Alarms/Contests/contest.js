// The link of a mail carries the code in the fragment, which no server sees: fill the form, and take it out of the address and the history. Nothing is sent before the button.
const said = new URLSearchParams(location.hash.slice(1)).get("c");
const form = document.querySelector("[data-contest-form]");
if (form && said) {
  form.elements.namedItem("Form.Code").value = said.replace(/[^0-9A-Za-z]/g, "").slice(0, 12).match(/.{1,4}/g)?.join("-") ?? "";
  form.querySelector("button[type=submit]").focus();
  history.replaceState(null, "", location.pathname + location.search);
}
