// Sends the answer to the application at once; without script its button does.
document.querySelector("form").submit();
