// The passkey ceremony: the form is sent with the authenticator's answer; whatever fails is said beside the button.
function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.codePointAt(0));
}

function text(buffer) {
  const plain = String.fromCodePoint(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function creation(options) {
  return { ...options, challenge: bytes(options.challenge), user: { ...options.user, id: bytes(options.user.id) } };
}

function request(options) {
  const allowed = options.allowCredentials.map((each) => ({ ...each, id: bytes(each.id) }));
  return { ...options, challenge: bytes(options.challenge), allowCredentials: allowed };
}

const ANSWERED = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];

function answer(credential) {
  const told = ANSWERED.filter((name) => credential.response[name]);
  const response = Object.fromEntries(told.map((name) => [name, text(credential.response[name])]));
  return JSON.stringify({ id: credential.id, rawId: text(credential.rawId), type: credential.type, response });
}

async function ceremony(form) {
  const options = JSON.parse(form.dataset.passkeyOptions);
  const isNew = form.dataset.passkey === "create";
  return isNew
    ? navigator.credentials.create({ publicKey: creation(options) })
    : navigator.credentials.get({ publicKey: request(options) });
}

async function proceed(form, say) {
  if (!globalThis.PublicKeyCredential) {
    say(form.dataset.passkeyUnable);
    return;
  }
  try {
    form.elements.namedItem("credential").value = answer(await ceremony(form));
    form.submit();
  } catch (fault) {
    console.info("passkey:", fault.name);
    say(form.dataset.passkeyStopped);
  }
}

const form = document.querySelector("[data-passkey]");
const state = form.querySelector("[data-passkey-state]");
form.addEventListener("submit", (event) => {
  event.preventDefault();
  state.hidden = true;
  proceed(form, (sentence) => {
    state.textContent = sentence;
    state.hidden = false;
  });
});
