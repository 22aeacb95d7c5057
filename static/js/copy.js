// »Kopiér« beside what can be copied. Without a clipboard the text is there to be marked by hand.
"use strict";

function offerToCopy(text) {
  const button = document.createElement("button");
  const status = document.createElement("span");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Kopiér";
  status.className = "meta";
  status.role = "status";
  text.after(button, " ", status);
  button.addEventListener("click", async () => {
    status.textContent = "";
    try {
      await navigator.clipboard.writeText(text.innerText.trim());
      status.textContent = text.dataset.copied;
    } catch {
      getSelection().selectAllChildren(text);
      status.textContent = "Teksten er markeret og kan kopieres.";
    }
  });
}

if (navigator.clipboard) document.querySelectorAll("[data-copied]").forEach(offerToCopy);
