// The one page that takes a passphrase. It stands alone: nothing of the main window is loaded here.
const answer = (value) => window.__TAURI_INTERNALS__.invoke("answer_passphrase", { answer: value });
const field = document.getElementById("passphrase");
const german = (navigator.language || "").startsWith("de");
if (german) {
  document.documentElement.lang = "de";
  document.title = "Passphrase";
  document.getElementById("hint").textContent =
    "Sie dient einmal zum Signieren und wird nirgends aufbewahrt.";
  document.getElementById("dismiss").textContent = "Abbrechen";
  document.getElementById("answer").textContent = "Signieren";
}
const prompt = decodeURIComponent(location.hash.slice(1));
if (prompt) document.getElementById("prompt").textContent = prompt;
document.getElementById("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const typed = field.value;
  field.value = "";
  answer(typed);
});
document.getElementById("dismiss").addEventListener("click", () => answer(null));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") answer(null);
});
