"use strict";
// The desk's lists by keyboard: arrows walk the rows, Enter follows one into its words, "/"
// goes to the search field. Everything here is also an ordinary link.
(() => {
  const typing = (at) => at.closest("input,textarea,select,[contenteditable]");
  const field = document.getElementById("ask");
  const beside = document.getElementById("reports"); // there page.js walks the rows
  const rows = beside ? [] : [...document.querySelectorAll(".row")];
  const shown = () => rows.filter((row) => row.getClientRects().length);
  const current = (row) => {
    for (const each of rows) each.tabIndex = each === row ? 0 : -1;
  };
  if (rows.length) current(rows[0]);

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    if (typing(event.target)) { if (event.key === "Escape") event.target.blur(); return; }
    if (event.key === "/" && field) { event.preventDefault(); field.focus(); field.select(); return; }
    const row = event.target.closest(".row");
    if (event.key === "Enter" && row === event.target) row.querySelector("a.open")?.click();
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const all = shown(), at = all.indexOf(row);
    const next = row ? all[at + (event.key === "ArrowDown" ? 1 : -1)] : null;
    if (!next) return;
    event.preventDefault();
    current(next);
    next.focus();
  });

  // A link to a row inside something folded unfolds it.
  const arrive = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let up = target && target.closest("details"); up; up = up.parentElement.closest("details")) up.open = true;
    if (target && !beside) target.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", arrive);
  arrive();

  // On a narrow screen the filters are folded until they are wanted.
  const folded = document.querySelector(".folded");
  if (folded && matchMedia("(max-width:52rem)").matches) folded.open = false;

  // Citations need a script to be copied; on a report page.js copies them.
  for (const button of document.querySelectorAll("button[data-cite]")) button.hidden = false;
  if (!beside) document.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-cite]");
    if (!button) return;
    const done = await copyText(button.dataset.cite);
    document.getElementById("told").textContent = done ? "Citation copied" : "The citation could not be copied";
    button.textContent = done ? "copied" : "could not copy";
    setTimeout(() => { button.textContent = "cite"; }, 1600);
  });
})();
