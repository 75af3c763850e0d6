// The index: columns sort, and the search keeps the rows that hold all its words.
(() => {
  "use strict";
  const table = document.querySelector("table");
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const texts = new Map(rows.map((row) => [row, row.textContent.toLocaleLowerCase()]));
  const heads = [...table.tHead.rows[0].cells];

  heads.forEach((head, column) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: head.textContent });
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", up === 1 ? "ascending" : "descending");
      const value = (row) => row.cells[column].textContent.trim();
      const number = head.classList.contains("number");
      const order = (a, b) => (number ? value(a) - value(b) : value(a).localeCompare(value(b)));
      rows.sort((a, b) => up * order(a, b));
      body.append(...rows);
    });
  });

  const form = document.querySelector(".search");
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    const words = form.elements.words.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    for (const row of rows) row.hidden = !words.every((word) => texts.get(row).includes(word));
    const left = rows.filter((row) => !row.hidden).length;
    form.querySelector(".status").textContent = words.length ? `${left} of ${rows.length}` : "";
  });
})();
