"use strict";
// Rows and words find each other: hover lights, click pins, Esc lets go, arrows walk.
// Without this script every row and every word is still a plain link to its other half.
(() => {
  const pane = document.getElementById("reports");
  const sheet = document.getElementById("sheet");
  const told = document.getElementById("told");
  const wide = matchMedia("screen and (min-width:60rem)");
  const calm = matchMedia("(prefers-reduced-motion:reduce)");
  const rows = [...document.querySelectorAll(".row")];
  const words = new Map(); // address of a row -> the marked words
  const points = new Map(); // address of a row -> its marks in the drawings
  let pinned = null, lit = null, timer = 0;

  const rowsOf = (mark) =>
    [mark.getAttribute("href").slice(1), ...(mark.dataset.r?.split(" ") || [])];
  // The address of words begins as that of their row does.
  const rowOf = (beginning) => document.querySelector(`.row[id^="${CSS.escape(beginning)}"]`)?.id || beginning;
  const add = (map, key, value) => map.has(key) ? map.get(key).push(value) : map.set(key, [value]);
  for (const mark of document.querySelectorAll(".report > p > a"))
    for (const id of rowsOf(mark)) add(words, id, mark);
  for (const point of document.querySelectorAll(".mark"))
    add(points, point.getAttribute("href").slice(1), point);

  const paint = (id, on) => {
    for (const each of [...(words.get(id) || []), ...(points.get(id) || [])])
      each.classList.toggle("lit", on);
    document.getElementById(id)?.classList.toggle("lit", on);
  };
  const light = (id) => {
    if (lit && lit !== id) paint(lit, false);
    lit = id;
    if (id) paint(id, true);
  };
  const glide = () => (calm.matches ? "auto" : "smooth");
  const follow = (id) => {
    const first = words.get(id)?.[0];
    if (!first || !wide.matches) return;
    const box = pane.getBoundingClientRect(), at = first.getBoundingClientRect();
    if (at.top > box.top + 60 && at.bottom < box.bottom - 60) return;
    pane.scrollTo({ top: pane.scrollTop + at.top - box.top - box.height * 0.3, behavior: glide() });
  };
  const openUp = (element) => {
    for (let up = element.closest("details"); up; up = up.parentElement.closest("details"))
      up.open = true;
  };
  const bringRow = (row) => {
    openUp(row);
    const at = row.getBoundingClientRect();
    if (at.top < 60 || at.bottom > innerHeight - 60)
      row.scrollIntoView({ block: "center", behavior: glide() });
  };
  const release = () => {
    if (pinned) document.getElementById(pinned)?.classList.remove("pinned");
    pinned = null;
    sheet.hidden = true;
    sheet.replaceChildren();
    light(null);
  };
  const pin = (id, focus) => {
    const row = document.getElementById(id);
    if (!row) return;
    release();
    pinned = id;
    row.classList.add("pinned");
    light(id);
    follow(id);
    if (!wide.matches) showSheet(id);
    try { history.replaceState(null, "", "#" + id); } catch { /* a page in a frame may not */ }
    if (focus) { current(row); row.focus({ preventScroll: true }); }
  };

  // On a narrow screen the paragraphs with the row's words come up from below.
  const showSheet = (id) => {
    const marks = words.get(id);
    if (!marks) return;
    const report = marks[0].closest(".report"), copy = report.cloneNode(false);
    copy.removeAttribute("id");
    copy.append(report.querySelector("header").cloneNode(true));
    for (const paragraph of new Set(marks.map((mark) => mark.parentElement)))
      copy.append(paragraph.cloneNode(true));
    for (const each of copy.querySelectorAll("[id]")) each.removeAttribute("id");
    copy.removeAttribute("aria-labelledby");
    const close = document.createElement("button");
    close.className = "close";
    close.textContent = "Close";
    close.addEventListener("click", () => { const row = document.getElementById(id); release(); row?.focus({ preventScroll: true }); });
    const whole = document.createElement("p"), link = document.createElement("a");
    link.href = "#" + (marks[0].id || report.id);
    link.textContent = "Read on in the report";
    whole.className = "chain";
    whole.append(link);
    sheet.replaceChildren(close, copy, whole);
    sheet.hidden = false;
    sheet.scrollTop = 0;
    const row = document.getElementById(id);
    if (row.getBoundingClientRect().bottom > innerHeight - sheet.offsetHeight)
      row.scrollIntoView({ block: "start", behavior: glide() });
  };

  // One stop for the tab key; the arrows walk on from there.
  const current = (row) => {
    for (const each of document.querySelectorAll('.row[tabindex="0"]')) each.tabIndex = -1;
    row.tabIndex = 0;
  };
  for (const row of rows) row.tabIndex = -1;
  if (rows[0]) rows[0].tabIndex = 0;
  const visible = (row) => row.checkVisibility ? row.checkVisibility() : row.getClientRects().length > 0;
  const walk = (step) => {
    const shown = rows.filter(visible);
    const from = shown.findIndex((row) => row.id === pinned || (!pinned && row === document.activeElement));
    const next = shown[from + step];
    if (next) { pin(next.id, true); bringRow(next); }
  };

  const citation = (row) => {
    const mark = words.get(row.id)?.[0], report = mark?.closest(".report");
    const text = (selector, within = row) => within?.querySelector(selector)?.textContent.replace(/\s+/g, " ").trim() || "";
    const figure = row.tagName === "TR", told = row.closest(".happening");
    const who = told ? text(".chain bdi") + ", of an event:" : figure ? text("td:nth-child(2)")
      : row.classList.contains("missed") ? "Missed:" : text("h3 bdi", row.closest(".person"));
    const what = told ? `“${text("blockquote")}”` : figure ? `“${text(".value")}${text(".counted") && " " + text(".counted")}”`
      : row.classList.contains("missed") ? `“${text(".m")}”` : `${text(".act")}: ${text("blockquote")}`;
    const title = text("cite", report), source = report?.querySelector("a.source")?.href || "";
    return [`${who}${figure ? ": " : " "}${what}`, told ? text(".day", told) : text(".when > :first-child"), title,
      text(".outlet", report), text(".published", report), source,
      `characters ${row.dataset.c}, SHA-256 ${report?.dataset.sha || "not known"}, row ${row.id}`]
      .filter(Boolean).join(". ").replace(/([.?!…])\./g, "$1") + ".";
  };
  // The first and last words of a row, by which a browser finds its passage in the original.
  const fragment = (row) => {
    const quoted = row.querySelector("blockquote");
    const parts = quoted ? [...quoted.childNodes] : [], gap = parts.findIndex((part) => part.className === "ours");
    const text = quoted ? parts.slice(0, gap < 0 ? parts.length : gap).map((part) => part.textContent).join("")
      : row.querySelector(".value, .m, .act").textContent;
    const all = text.replace(/^[\s“"«„]+|[\s”"»]+$/g, "").split(/\s+/), cut = all.at(-1).endsWith("…");
    const ends = all.length > 8 ? [all.slice(0, 4), ...(cut ? [] : [all.slice(-4)])] : [all];
    return ends.map((words) => encodeURIComponent(words.join(" ")).replace(/-/g, "%2D")).join(",");
  };
  for (const tools of document.querySelectorAll(".row[data-c] .chain, .row[data-c] td:last-child")) {
    const row = tools.closest(".row"), source = words.get(row.id)?.[0].closest(".report").querySelector("a.source");
    if (source) {
      const original = document.createElement("a"), address = source.getAttribute("href");
      original.href = `${address}${address.includes("#") ? "" : "#"}:~:text=${fragment(row)}`;
      original.textContent = "original";
      tools.append(" ", original);
    }
    const button = document.createElement("button"), self = document.createElement("a");
    button.type = "button";
    button.textContent = "cite";
    self.href = "#" + row.id;
    self.textContent = "link";
    tools.append(" ", self, " ", button);
  }
  for (const out of document.querySelectorAll('a[href^="http"]')) out.target = "_blank";
  document.addEventListener("mouseover", (event) => {
    if (pinned) return;
    const mark = event.target.closest(".report > p > a, .mark");
    const row = event.target.closest(".row");
    clearTimeout(timer);
    const id = mark ? rowsOf(mark)[0] : row?.id || null;
    light(id);
    if (row && !mark) timer = setTimeout(() => follow(id), 90);
  });
  document.addEventListener("focusin", (event) => {
    const mark = event.target.closest(".report > p > a, .mark");
    const row = event.target.closest(".row");
    if (!pinned && (mark || row)) { light(mark ? rowsOf(mark)[0] : row.id); if (!mark) follow(row.id); }
  });
  document.addEventListener("click", async (event) => {
    const button = event.target.closest(".row button");
    if (button) {
      const done = await copyText(button.dataset.cite || citation(button.closest(".row")));
      button.textContent = done ? "copied" : "could not copy";
      told.textContent = done ? "Citation copied" : "The citation could not be copied";
      setTimeout(() => { button.textContent = "cite"; }, 1600);
      return;
    }
    const mark = event.target.closest(".report > p > a, .mark");
    if (mark) {
      event.preventDefault();
      // A second click on words that several rows share goes on to the next of them.
      const shared = rowsOf(mark), next = shared[(shared.indexOf(pinned) + 1) % shared.length];
      const row = document.getElementById(next);
      pin(next, true);
      if (row) bringRow(row);
      return;
    }
    const toWords = event.target.closest('a[href^="#w-"]');
    if (toWords && (wide.matches || !event.target.closest("#sheet"))) {
      const id = rowOf(toWords.getAttribute("href").slice(3));
      event.preventDefault();
      pin(id);
      sheet.querySelector(".close")?.focus({ preventScroll: true });
      return;
    }
    const row = event.target.closest(".row");
    if (row && !event.target.closest("a, summary") && !String(getSelection())) {
      if (pinned === row.id) release(); else pin(row.id, true);
    } else if (event.target.closest("#sheet a")) release();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { release(); return; }
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const among = pinned || document.activeElement?.classList.contains("row");
    if (event.key === "ArrowDown" && among) { event.preventDefault(); walk(1); }
    if (event.key === "ArrowUp" && among) { event.preventDefault(); walk(-1); }
    if (event.key === "Enter" && document.activeElement?.classList.contains("row")) pin(document.activeElement.id, true);
  });

  // The timeline by kind, by whom, by place; what is left out is counted.
  const filters = document.querySelector(".filters");
  if (filters?.querySelector("select")) {
    filters.hidden = false;
    const happenings = [...document.querySelectorAll(".happening")];
    const named = { kind: ".what b", who: ".what bdi:not(.at)", where: ".what .at" };
    filters.addEventListener("change", () => {
      const wanted = [...filters.querySelectorAll("select")].filter((each) => each.value);
      let left = 0;
      for (const each of happenings) {
        each.hidden = !wanted.every((by) => [...each.querySelectorAll(named[by.dataset.by])].some((name) => name.textContent === by.value));
        left += each.hidden ? 0 : 1;
      }
      filters.querySelector("[role=status]").textContent = wanted.length ? `${left} of ${happenings.length} shown` : "";
      if (wanted.length) for (const group of document.querySelectorAll("#timeline details")) group.open = true;
    });
  }

  const arrive = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    if (!target) return;
    openUp(target);
    if (target.classList.contains("row")) { pin(id); target.scrollIntoView({ block: "center" }); }
    else if (id.startsWith("w-")) light(rowOf(id.slice(2)));
    else if (target.tagName === "DETAILS") target.open = true;
  };
  addEventListener("hashchange", arrive);
  addEventListener("beforeprint", () => { for (const each of document.querySelectorAll("details")) each.open = true; });
  arrive();
})();
