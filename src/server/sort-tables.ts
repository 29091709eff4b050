/**
 * What the page of figures runs in the browser: a heading of a table becomes a button that sorts by its column.
 * Without it the tables are as they are.
 */
export const sortTables = `"use strict";
for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0];
  const headings = [...table.tHead.rows[0].cells];
  headings.forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = heading.textContent;
    heading.replaceChildren(button);
    button.addEventListener("click", () => {
      const isUp = heading.getAttribute("aria-sort") === "ascending";
      for (const other of headings) other.removeAttribute("aria-sort");
      heading.setAttribute("aria-sort", isUp ? "descending" : "ascending");
      const valueOf = (row) => row.cells[column].dataset.value ?? row.cells[column].textContent;
      const compare = new Intl.Collator("en", { numeric: true }).compare;
      const sorted = [...body.rows].sort((a, b) => compare(valueOf(a), valueOf(b)));
      body.replaceChildren(...(isUp ? sorted.reverse() : sorted));
    });
  });
}
`;
