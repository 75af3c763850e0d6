// The page of the service: sends an article, shows what comes back. The answer is a page of its own; its component moves in here.
(() => {
  "use strict";
  const form = document.querySelector(".ask");
  const answer = document.querySelector(".answer");
  const said = document.querySelector(".said");
  const keep = document.querySelector(".keep");

  async function ask() {
    const { text, title, key } = form.elements;
    const article = { text: text.value, ...(title.value.trim() && { title: title.value.trim() }) };
    const headers = { "Content-Type": "application/json", ...(key && { Authorization: `Bearer ${key.value}` }) };
    const response = await fetch("v1/pages", { method: "POST", headers, body: JSON.stringify(article) });
    if (!response.ok) throw new Error((await response.json()).detail);
    return response.text();
  }

  function show(html) {
    const view = document.adoptNode(new DOMParser().parseFromString(html, "text/html").querySelector("[data-nutgraf]"));
    answer.querySelector("[data-nutgraf]")?.remove();
    answer.append(view);
    URL.revokeObjectURL(keep.href);
    keep.href = URL.createObjectURL(new Blob([html], { type: "text/html" }));
    form.hidden = true;
    answer.hidden = false;
    window.nutgraf.mount(view);
    answer.querySelector(".summary").focus({ preventScroll: true });
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button[type=submit]");
    button.disabled = true;
    said.textContent = "Summarizing …";
    try {
      show(await ask());
      said.textContent = "";
    } catch (error) {
      said.textContent = error.message;
    } finally {
      button.disabled = false;
    }
  });
  answer.querySelector("button[name=again]").addEventListener("click", () => {
    answer.hidden = true;
    form.hidden = false;
    form.elements.text.focus();
    form.elements.text.select();
  });

  async function take(file) {
    if (file) form.elements.text.value = await file.text();
  }
  form.elements.file.addEventListener("change", (event) => take(event.target.files[0]));
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    take(event.dataTransfer.files[0]);
  });
})();
