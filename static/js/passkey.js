// Passkeys: asks the browser for one, or for a new one, when a form with data-passkey is sent, and sends what it answers.
"use strict";

(() => {
  const bytes = (text) => {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
  };
  const text = (buffer) =>
    buffer &&
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-")
      .replace(/\//g, "_")
      .replace(/=+$/, "");
  const known = (credentials) => (credentials || []).map((each) => ({ ...each, id: bytes(each.id) }));

  const ask = {
    async create(options) {
      const asked = options.creation_options.publicKey;
      return navigator.credentials.create({
        publicKey: {
          ...asked,
          challenge: bytes(asked.challenge),
          user: { ...asked.user, id: bytes(asked.user.id) },
          excludeCredentials: known(asked.excludeCredentials),
        },
      });
    },
    async get(options) {
      const asked = options.request_options.publicKey;
      return navigator.credentials.get({
        publicKey: {
          ...asked,
          challenge: bytes(asked.challenge),
          allowCredentials: known(asked.allowCredentials),
        },
      });
    },
  };

  const written = (credential) => {
    const { clientDataJSON, attestationObject, authenticatorData, signature, userHandle } = credential.response;
    const parts = { clientDataJSON, attestationObject, authenticatorData, signature, userHandle };
    const response = {};
    for (const [name, value] of Object.entries(parts)) {
      if (value) {
        response[name] = text(value);
      }
    }
    return JSON.stringify({
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      authenticatorAttachment: credential.authenticatorAttachment,
      clientExtensionResults: credential.getClientExtensionResults(),
      response,
    });
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const failure = form.querySelector("[role=alert]");
      failure.hidden = true;
      try {
        const options = JSON.parse(document.getElementById("passkey-options").textContent);
        form.elements.namedItem("credential").value = written(await ask[form.dataset.passkey](options));
        form.submit();
      } catch {
        failure.hidden = false;
      }
    });
  }
})();
