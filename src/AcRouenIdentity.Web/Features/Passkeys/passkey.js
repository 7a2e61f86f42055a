// The browser's part of passkeys (WebAuthn Level 3). Where there are none, or no script, forms go on by password.
const decode = text => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), letter => letter.charCodeAt(0));
const encode = octets => octets && btoa(String.fromCharCode(...new Uint8Array(octets))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const keyOf = described => ({ ...described, id: decode(described.id) });

const creation = options => ({ ...options, challenge: decode(options.challenge), user: { ...options.user, id: decode(options.user.id) }, excludeCredentials: options.excludeCredentials?.map(keyOf) });
const request = options => ({ ...options, challenge: decode(options.challenge), allowCredentials: options.allowCredentials?.map(keyOf) });

const answerOf = ({ id, rawId, type, response, authenticatorAttachment, ...key }) => JSON.stringify({
  id, rawId: encode(rawId), type, authenticatorAttachment,
  clientExtensionResults: key.getClientExtensionResults?.() ?? {},
  response: {
    clientDataJSON: encode(response.clientDataJSON),
    attestationObject: encode(response.attestationObject),
    transports: response.getTransports?.(),
    authenticatorData: response.attestationObject ? undefined : encode(response.authenticatorData),
    signature: encode(response.signature),
    userHandle: encode(response.userHandle),
  },
});

const ask = async form => {
  const answer = await fetch(form.dataset.options, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  if (!answer.ok)
    throw new Error(answer.statusText);
  return answer.json();
};

// What people do themselves is no failure: they closed the window, or another question took its place.
const isOwnWill = failure => failure.name === "NotAllowedError" || failure.name === "AbortError";

const say = (form, failure) => {
  const place = form.querySelector("[data-failure]");
  place.textContent = form.dataset[failure.name === "InvalidStateError" ? "known" : "failed"] ?? form.dataset.failed;
  place.hidden = isOwnWill(failure);
};

const send = (form, key) => {
  form.dataset.sent = "yes";
  form.elements.namedItem("Answer").value = answerOf(key);
  const personal = document.querySelector("input[type=checkbox][name='Form.PersonalDevice']");
  const told = form.elements.namedItem("Form.PersonalDevice");
  if (told && personal)
    told.value = personal.checked;
  form.submit();
};

let waiting;
let unasked;
const whileNobodyAsks = async form => {
  // The question is good for some minutes: whoever leaves the page open finds a new one.
  const renewal = form.dataset.renew * 1000;
  for (;;) {
    waiting = new AbortController();
    const timer = setTimeout(() => waiting.abort(), renewal);
    try {
      const key = await navigator.credentials.get({ publicKey: request(await ask(form)), mediation: "conditional", signal: waiting.signal });
      return send(form, key);
    } catch (failure) {
      if (failure.name !== "AbortError" || form.dataset.busy)
        return;
    } finally {
      clearTimeout(timer);
    }
  }
};

const onAsked = (form, run) => form.addEventListener("submit", async happening => {
  happening.preventDefault();
  form.dataset.busy = "yes";
  waiting?.abort();
  // Its question may be on the way still, and is good for nothing if it comes after ours; its answer may be.
  await unasked;
  if (form.dataset.sent)
    return;
  try {
    send(form, await run(await ask(form)));
  } catch (failure) {
    say(form, failure);
  }
});

const [proof, registration] = [document.querySelector("[data-passkey=proof]"), document.querySelector("[data-passkey=registration]")];
if (window.PublicKeyCredential && proof) {
  proof.hidden = false;
  onAsked(proof, options => navigator.credentials.get({ publicKey: request(options) }));
  if (await PublicKeyCredential.isConditionalMediationAvailable?.())
    unasked = whileNobodyAsks(proof);
}

if (window.PublicKeyCredential && registration) {
  registration.hidden = false;
  document.querySelector("[data-passkey=missing]")?.remove();
  onAsked(registration, options => navigator.credentials.create({ publicKey: creation(options) }));
}
