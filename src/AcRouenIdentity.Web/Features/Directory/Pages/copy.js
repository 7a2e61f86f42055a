// Puts an address on the clipboard. Where that cannot be done the button stays hidden, and the address can be selected.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const [label, name] = [button.textContent, button.ariaLabel];
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    said.className = "fr-sr-only";
    button.after(said);
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = button.ariaLabel = said.textContent = button.dataset.copied;
      setTimeout(() => { [button.textContent, button.ariaLabel, said.textContent] = [label, name, ""]; }, 3000);
    });
  }
}
