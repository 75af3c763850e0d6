// The review: decides, corrects and adds. What is decided is kept here and shown by the server, which renders the same page as ever.
(() => {
  "use strict";
  const { draft, text, fields, names, address } = JSON.parse(document.getElementById("review").textContent);
  const parts = Object.keys(fields);
  const bar = document.querySelector(".bar");
  const editor = document.querySelector(".editor");
  const selection = document.querySelector(".selection");
  const points = [...text]; // code points, as spans count
  let editing = null; // { part, place, item }: place is -1 for an item that is new
  let unsaved = false;

  const make = (tag, attributes = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), attributes);
    element.append(...children);
    return element;
  };
  const quote = ({ start, end }) => points.slice(start, end).join("");
  const flat = () => parts.flatMap((part) => draft[part].map((item, place) => ({ part, place, item })));

  async function post(action) {
    draft.topic = bar.elements.topic.value;
    draft.voice = bar.elements.voice.value;
    const answer = await fetch(`${address}/${action}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(draft),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return answer;
  }

  // --- showing

  async function show() {
    unsaved = true;
    try {
      const html = await (await post("preview")).text();
      replaceView(new DOMParser().parseFromString(html, "text/html").querySelector(".nutgraf"));
    } catch (error) {
      tell([error.message]);
    }
  }

  function replaceView(view) {
    const old = document.querySelector(".nutgraf");
    const focused = document.activeElement?.closest(".card")?.id;
    const name = document.activeElement?.name;
    const panes = (root) => [...root.querySelectorAll(".pane")];
    const tops = panes(old).map((pane) => pane.scrollTop);
    const chosen = selected();
    old.replaceWith(document.adoptNode(view));
    window.nutgraf.mount(view);
    decorate();
    panes(view).forEach((pane, number) => (pane.scrollTop = tops[number]));
    if (focused) view.querySelector(`#${focused} button[name="${name}"]`)?.focus({ preventScroll: true });
    // Words selected while the answer was on its way stay selected.
    if (chosen) getSelection().setBaseAndExtent(...boundary(chosen.start), ...boundary(chosen.end));
  }

  function decorate() {
    const all = flat();
    for (const card of document.querySelectorAll(".summary .card")) {
      const { part, place, item } = all[Number(card.dataset.i)];
      const button = (name, label, status) => {
        const one = make("button", { type: "button", name, textContent: label });
        if (status) one.setAttribute("aria-pressed", item.status === status);
        one.setAttribute("aria-label", `${label} ${card.querySelector(".label").textContent}`);
        one.addEventListener("click", (event) => {
          event.stopPropagation();
          if (!status) return edit(part, place);
          draft[part][place] = { ...item, status };
          show();
        });
        return one;
      };
      const row = make("div", { className: "decide" }, button("yes", "Accept", "accepted"), button("no", "Reject", "rejected"), button("edit", "Correct"));
      card.querySelector(".what").append(row);
    }
    const left = all.filter(({ item }) => item.status === "undecided").length;
    bar.querySelector(".decided").textContent = left ? `${left} undecided` : "all decided";
  }

  function tell(problems, warnings = []) {
    const list = bar.querySelector(".problems");
    list.replaceChildren(...problems.map((one) => make("li", { textContent: one })), ...warnings.map((one) => make("li", { className: "warning", textContent: `warning: ${one}` })));
  }

  // --- the editor of one item

  function edit(part, place, evidence = []) {
    const item = place < 0 ? { status: "accepted", fields: {}, evidence } : structuredClone(draft[part][place]);
    editing = { part, place, item };
    const rows = fields[part].map(([name, label, kind]) => row(name, label, kind, item.fields[name]));
    editor.replaceChildren(
      make("h2", { textContent: `${place < 0 ? "New" : "Correct the"} ${names[part]}` }),
      ...rows,
      make("strong", { textContent: "Evidence" }),
      make("ul", { className: "evidence" }),
      finder(),
      make("div", { className: "row" }, make("button", { type: "submit", name: "apply", textContent: "Apply" }), make("button", { type: "button", name: "cancel", textContent: "Cancel" })),
    );
    editor.elements.cancel.addEventListener("click", close);
    list();
    editor.hidden = false;
    selection.hidden = true;
    editor.querySelector("textarea, input, select").focus();
  }

  function row(name, label, kind, value) {
    if (kind === "flag") {
      return make("label", { className: "flag" }, make("input", { type: "checkbox", name, checked: value === true }), label);
    }
    let input;
    if (Array.isArray(kind)) {
      input = make("select", { name }, ...kind.map((one) => make("option", { textContent: one, selected: one === value })));
    } else if (kind === "line") {
      input = make("input", { name, value: value ?? "" });
    } else {
      input = make("textarea", { name, value: Array.isArray(value) ? value.join("\n") : (value ?? "") });
    }
    return make("label", {}, label, input);
  }

  // Evidence by typing: what a pointer does by selecting.
  function finder() {
    const input = make("input", { name: "words" });
    input.setAttribute("aria-label", "Words of the article");
    input.placeholder = "or type words of the article";
    const button = make("button", { type: "button", name: "find", textContent: "Add" });
    button.addEventListener("click", () => {
      const from = editing.item.evidence.reduce((last, span) => (quote(span) === input.value ? span.end : last), 0);
      const at = text.indexOf(input.value, points.slice(0, from).join("").length);
      if (!input.value || at < 0) return tell([`“${input.value}” is not in the article${from ? " again" : ""}`]);
      const start = [...text.slice(0, at)].length;
      editing.item.evidence.push({ start, end: start + [...input.value].length });
      input.value = "";
      tell([]);
      list();
    });
    return make("div", { className: "row" }, input, button);
  }

  function list() {
    const entries = editing.item.evidence.map((span, number) => {
      const remove = make("button", { type: "button", textContent: "Remove" });
      remove.addEventListener("click", () => {
        editing.item.evidence.splice(number, 1);
        list();
      });
      return make("li", {}, make("span", { textContent: `“${quote(span)}”` }), remove);
    });
    editor.querySelector(".evidence").replaceChildren(...entries);
  }

  function close() {
    editing = null;
    editor.hidden = true;
    editor.replaceChildren();
  }

  editor.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  editor.addEventListener("submit", (event) => {
    event.preventDefault();
    const { part, place, item } = editing;
    for (const [name, , kind] of fields[part]) {
      const input = editor.elements[name];
      const lines = input.value.split("\n").map((line) => line.trim()).filter(Boolean);
      item.fields[name] = kind === "flag" ? input.checked : kind === "list" ? lines : input.value.trim() || null;
    }
    item.status = "accepted";
    if (place < 0) draft[part].push(item);
    else draft[part][place] = item;
    close();
    tell([]);
    show();
  });

  // --- selecting words

  function offset(node, inside) {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const line = element.closest(".line");
    if (!line) return null;
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    const limit = document.createRange();
    limit.setStart(line, 0);
    limit.setEnd(node, inside);
    let count = Number(line.dataset.start);
    for (let at = walker.nextNode(); at; at = walker.nextNode()) {
      if (at.parentElement.closest(".ref, .why")) continue;
      if (at === node) return count + [...at.data.slice(0, inside)].length;
      if (!limit.intersectsNode(at) || limit.comparePoint(at, 0) > 0) break;
      count += [...at.data].length;
    }
    return count;
  }

  // The text node and the offset in it of a code point of the text: what offset() turns round.
  function boundary(place) {
    let last = [document.querySelector(".sheet"), 0];
    for (const line of document.querySelectorAll(".sheet .line")) {
      let count = Number(line.dataset.start);
      if (count > place) break;
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      for (let at = walker.nextNode(); at; at = walker.nextNode()) {
        if (at.parentElement.closest(".ref, .why")) continue;
        const own = [...at.data];
        if (place <= count + own.length) return [at, own.slice(0, place - count).join("").length];
        count += own.length;
        last = [at, at.data.length];
      }
    }
    return last;
  }

  function selected() {
    const chosen = getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed) return null;
    const range = chosen.getRangeAt(0);
    if (!document.querySelector(".sheet").contains(range.commonAncestorContainer)) return null;
    let [start, end] = [offset(range.startContainer, range.startOffset), offset(range.endContainer, range.endOffset)];
    if (start === null || end === null) return null;
    while (start < end && !points[start].trim()) start += 1;
    while (end > start && !points[end - 1].trim()) end -= 1;
    return start < end ? { start, end } : null;
  }

  function offer() {
    const span = selected();
    if (!span) {
      selection.hidden = true;
      return;
    }
    const button = (label, action) => {
      const one = make("button", { type: "button", textContent: label });
      // The press must not take the selection away before the click has used it.
      one.addEventListener("mousedown", (event) => event.preventDefault());
      one.addEventListener("click", () => {
        action();
        getSelection().removeAllRanges();
        selection.hidden = true;
      });
      return one;
    };
    const adding = editing
      ? [button("Use as evidence", () => (editing.item.evidence.push(span), list()))]
      : parts.map((part) => button(`Add ${names[part]}`, () => edit(part, -1, [span])));
    const line = lineOf(span.start);
    const known = draft.furniture.findIndex((one) => one.start <= line.start && line.end <= one.end);
    const furniture = button(known < 0 ? "Line is furniture" : "Line is body", () => {
      if (known < 0) draft.furniture.push(line);
      else draft.furniture.splice(known, 1);
      show();
    });
    selection.replaceChildren(make("q", { textContent: quote(span) }), ...adding, furniture);
    selection.hidden = false;
  }

  function lineOf(place) {
    let [start, end] = [place, place];
    while (start > 0 && points[start - 1] !== "\n") start -= 1;
    while (end < points.length && points[end] !== "\n") end += 1;
    while (!points[start].trim()) start += 1;
    while (!points[end - 1].trim()) end -= 1;
    return { start, end };
  }

  document.addEventListener("pointerup", (event) => {
    if (!event.target.closest?.(".selection")) setTimeout(offer);
  });
  document.addEventListener("keyup", (event) => {
    if (event.key.startsWith("Arrow") || event.key === "Shift") offer();
  });

  // --- the bar

  bar.addEventListener("submit", (event) => event.preventDefault());
  bar.addEventListener("input", () => (unsaved = true));
  bar.elements.accept.addEventListener("click", () => {
    for (const part of parts) draft[part] = draft[part].map((item) => (item.status === "undecided" ? { ...item, status: "accepted" } : item));
    show();
  });
  bar.elements.save.addEventListener("click", async () => {
    try {
      const { problems, warnings, target } = await (await post("save")).json();
      tell(problems, warnings);
      if (problems.length) return;
      unsaved = false;
      bar.querySelector(".decided").textContent = `saved: ${target}`;
    } catch (error) {
      tell([error.message]);
    }
  });
  addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });

  decorate();
})();
