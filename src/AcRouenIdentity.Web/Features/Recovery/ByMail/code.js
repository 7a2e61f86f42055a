// The link of a mail carries the code in the fragment, which no server sees: it fills the form in the browser that asked, and is only shown in any other.
const said = new URLSearchParams(location.hash.slice(1)).get("c");
if (said) {
  const code = said.replace(/[^0-9A-Za-z]/g, "").slice(0, 8).match(/.{1,4}/g)?.join("-") ?? "";
  const field = document.querySelector("[data-mail-code-form] input[name='Form.Code']");
  const elsewhere = document.querySelector("[data-mail-code]");
  if (field) {
    field.value = code;
    field.form.querySelector("button[type=submit]").focus();
  } else if (elsewhere && code) {
    elsewhere.querySelector("[data-mail-code-text]").textContent = code;
    elsewhere.hidden = false;
  }
  history.replaceState(null, "", location.pathname + location.search);
}
