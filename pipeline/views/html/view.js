// The page of a summary: items and their words point at each other. Works on what the page holds; without it the links still work.
(() => {
  "use strict";

  const ids = (element) => (element?.dataset.i || "").split(" ").filter(Boolean);

  function mount(root) {
    const cards = new Map(); // item -> its card (or the gist)
    const pointers = new Map(); // item -> marks, references and links of the map
    for (const element of root.querySelectorAll("[data-i]")) {
      if (element.dataset.part) cards.set(element.dataset.i, element);
      else for (const id of ids(element)) (pointers.get(id) || pointers.set(id, []).get(id)).push(element);
    }
    const summary = root.querySelector(".summary");
    const text = root.querySelector(".text");
    const form = root.querySelector(".filters");
    const peek = root.querySelector(".peek");
    const narrow = () => getComputedStyle(root).display !== "grid";

    // --- what is lit

    let lit = [];
    let pinned = [];
    let pending = 0;

    function light(wanted) {
      const now = wanted.length ? wanted : pinned;
      if (now.join() === lit.join()) return;
      for (const id of lit) toggle(id, false);
      lit = now;
      for (const id of lit) toggle(id, true);
    }

    function toggle(id, on) {
      cards.get(id)?.classList.toggle("lit", on);
      for (const element of pointers.get(id) || []) element.classList.toggle("lit", on);
    }

    // Brings the other pane to what is lit. Where there is one pane only, following a link does that.
    function follow(from, delay) {
      clearTimeout(pending);
      if (narrow() || !lit.length || (from === text && !peek.hidden)) return;
      pending = setTimeout(() => {
        const goal = from === summary ? firstMark(lit[0]) : cards.get(lit.find((id) => !cards.get(id)?.hidden));
        if (goal && !inSight(goal, from === summary ? text : summary)) goal.scrollIntoView({ block: "center", behavior: pace() });
      }, delay);
    }

    const firstMark = (id) => (pointers.get(id) || []).find((element) => element.tagName === "MARK");
    const pace = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");

    function inSight(element, pane) {
      const [inner, outer] = [element.getBoundingClientRect(), pane.getBoundingClientRect()];
      return inner.top >= outer.top + 80 && inner.bottom <= outer.bottom - 20;
    }

    const paneOf = (element) => (text.contains(element) ? text : summary);
    const shown = (wanted) => wanted.filter((id) => !cards.get(id)?.hidden);

    root.addEventListener("pointerover", (event) => {
      if (event.pointerType === "touch") return;
      const over = event.target.closest("[data-i]");
      light(over ? shown(ids(over)) : []);
      if (over) follow(paneOf(over), 140);
      else clearTimeout(pending);
    });
    root.addEventListener("pointerleave", () => light([]));
    root.addEventListener("focusin", (event) => {
      const at = event.target.closest("[data-i]");
      if (!at || peek.contains(at)) return;
      light(shown(ids(at)));
      follow(paneOf(at), 0);
    });
    root.addEventListener("focusout", () => light([]));

    root.addEventListener("click", (event) => {
      const at = event.target.closest("[data-i]");
      const link = event.target.closest("a");
      if (!at) {
        if (peek.contains(event.target)) return;
        pinned = [];
        light([]);
        closePeek(false);
        return;
      }
      if (peek.contains(at)) {
        if (link) closePeek(false);
        return;
      }
      pinned = shown(ids(at));
      light(pinned);
      if (text.contains(at) && (narrow() || pinned.length > 1)) {
        event.preventDefault();
        openPeek(pinned, at);
      } else if (!link) {
        follow(paneOf(at), 0);
      } else if (at.classList.contains("ref") || at.classList.contains("holder")) {
        openDrawerOf(cards.get(at.dataset.i));
        cards.get(at.dataset.i)?.focus({ preventScroll: true });
      }
    });

    root.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        pinned = [];
        light([]);
        if (!peek.hidden) closePeek(true);
      }
      const card = event.target.closest(".card");
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!card || !step || event.target.matches("input, select, textarea")) return;
      const all = [...summary.querySelectorAll(".card")].filter((one) => one.offsetParent);
      const next = all[all.indexOf(card) + step];
      if (!next) return;
      event.preventDefault();
      next.querySelector(".quote")?.focus();
    });

    function openDrawerOf(card) {
      const drawer = card?.closest("details");
      if (drawer) drawer.open = true;
    }

    // --- the items of a clicked mark, together

    let opener = null;

    function openPeek(wanted, from) {
      opener = from.closest(".ref");
      const copies = wanted.filter((id) => cards.get(id).matches(".card")).map((id) => {
        const copy = cards.get(id).cloneNode(true);
        copy.removeAttribute("id");
        copy.classList.remove("lit");
        return copy;
      });
      peek.querySelector(".cards").replaceChildren(...copies);
      peek.hidden = copies.length === 0;
      if (copies.length) peek.focus({ preventScroll: true });
    }

    function closePeek(back) {
      peek.hidden = true;
      if (back) opener?.focus({ preventScroll: true });
    }

    peek.querySelector(".close").addEventListener("click", (event) => {
      event.stopPropagation();
      pinned = [];
      light([]);
      closePeek(true);
    });

    // --- filters

    const classOf = { claims: "c", positions: "p", open_questions: "q", figures: "f", gist: "g" };
    const countable = [...cards].filter(([, card]) => card.dataset.part !== "gist" && !("shelved" in card.dataset));

    function filter() {
      const values = new FormData(form);
      const parts = new Set(values.getAll("part"));
      const [source, core, verdict] = ["source", "core", "verdict"].map((name) => values.get(name));
      const passes = ({ part, source: by, core: heart, verdict: fate }) =>
        parts.has(part) && (!source || by === source) && (!core || part !== "claims" || heart !== undefined) && (!verdict || fate === verdict);
      const changed = new Set();
      for (const [id, card] of cards) {
        const hide = card.dataset.part !== "gist" && !passes(card.dataset);
        if (card.hidden === hide) continue;
        card.hidden = hide;
        for (const element of pointers.get(id) || []) changed.add(element);
      }
      changed.forEach(show);
      for (const section of root.querySelectorAll(".part[data-section]:not(.map)")) {
        const left = [...section.querySelectorAll(".card:not([data-shelved])")].filter((card) => !card.hidden).length;
        section.querySelector(".count").textContent = left;
        section.hidden = !section.querySelector(".card:not([hidden])");
      }
      const map = root.querySelector(".map");
      if (map) map.hidden = !parts.has("positions");
      report();
    }

    function show(element) {
      const visible = shown(ids(element));
      if (element.tagName !== "MARK") {
        element.hidden = visible.length === 0;
        return;
      }
      const kept = visible.map((id) => cards.get(id).dataset).filter((item) => !("shelved" in item));
      for (const [part, name] of Object.entries(classOf)) element.classList.toggle(name, kept.some((item) => item.part === part));
      for (const name of [...element.classList]) if (name.startsWith("v-")) element.classList.remove(name);
      for (const item of kept) if (item.verdict) element.classList.add(`v-${item.verdict}`);
    }

    function report() {
      const left = countable.filter(([, card]) => !card.hidden).length;
      form.querySelector(".status").textContent = left === countable.length ? "" : `Showing ${left} of ${countable.length} items`;
    }

    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.reset();
    form.hidden = false;

    // --- light and dark; paper has every drawer open

    if (!document.querySelector(".theme")) {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "theme", textContent: "light / dark" });
      root.querySelector(".origin").append(" ", button);
      button.addEventListener("click", () => {
        const dark = matchMedia("(prefers-color-scheme: dark)").matches;
        const now = document.documentElement.dataset.theme || (dark ? "dark" : "light");
        document.documentElement.dataset.theme = now === "dark" ? "light" : "dark";
      });
    }
    addEventListener("beforeprint", () => {
      for (const drawer of root.querySelectorAll("details")) drawer.open = true;
    });
    return { cards, pointers, light, filter };
  }

  window.nutgraf = { mount };
  for (const root of document.querySelectorAll("[data-nutgraf]")) mount(root);
})();
