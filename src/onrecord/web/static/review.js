// The review: keys for what the buttons do, and marking by selecting words. Without it every
// form still works. Offsets are code points, as everywhere in onrecord; the words are sent with
// them and the desk checks both.
(() => {
  "use strict";
  const $ = (selector) => document.querySelector(selector);

  // Keys ------------------------------------------------------------------------------------
  const on = $("#keys-on");
  const kept = "onrecord-keys";
  const remember = (value) => { try { localStorage.setItem(kept, value); } catch { /* private */ } };
  const recall = () => { try { return localStorage.getItem(kept); } catch { return null; } };
  if (on) {
    on.checked = recall() !== "off";
    on.addEventListener("change", () => remember(on.checked ? "on" : "off"));
  }
  const typing = (at) => at.closest("input:not([type=checkbox]), select, textarea, [contenteditable]");
  const presses = (at) => at.closest("button, a, summary, input, label");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    const at = event.target instanceof Element ? event.target : document.body;
    if (event.key === "Escape") {
      const tool = at.closest("details.tool[open]");
      if (tool) { tool.open = false; tool.querySelector("summary").focus(); }
      return;
    }
    if ((on && !on.checked) || typing(at)) return;
    if (event.key === " " && (presses(at) || at.closest("#text"))) return;
    const tool = document.querySelector(`details[data-open="${CSS.escape(event.key)}"]`);
    if (tool) { event.preventDefault(); open(tool); return; }
    for (const button of document.querySelectorAll("[data-key]")) {
      if (button.dataset.key === event.key) { event.preventDefault(); button.click(); return; }
    }
  });

  const open = (tool) => {
    tool.open = true;
    const first = tool.querySelector("input:not([type=hidden]), textarea");
    first.focus();
    if (first.select) first.select();
  };

  // A decision is sent once, however often its button is pressed.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });

  const queue = $("[data-queue]");
  if (queue) queue.addEventListener("change", () => { location.href = `/review/next?of=${queue.value}`; });

  const first = $("#text mark");
  if (first && getComputedStyle($("#text")).overflowY === "auto") {
    const box = $("#text");
    box.scrollTop += first.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
  }

  // Marking ---------------------------------------------------------------------------------
  const points = (text) => Array.from(text).length;

  // Where a selection is in the report: code points, and the words, paragraph by paragraph.
  const selected = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return [];
    const range = selection.getRangeAt(0);
    const found = [];
    for (const line of document.querySelectorAll("#text p")) {
      if (!range.intersectsNode(line)) continue;
      const part = document.createRange();
      part.selectNodeContents(line);
      if (line.contains(range.startContainer)) part.setStart(range.startContainer, range.startOffset);
      if (line.contains(range.endContainer)) part.setEnd(range.endContainer, range.endOffset);
      const before = document.createRange();
      before.selectNodeContents(line);
      before.setEnd(part.startContainer, part.startOffset);
      const text = part.toString();
      const words = text.trim();
      if (!words) continue;
      const lead = text.length - text.trimStart().length;
      const start = Number(line.dataset.start) + points(before.toString()) + points(text.slice(0, lead));
      found.push({ words, start });
    }
    return found;
  };

  let last = [];
  document.addEventListener("selectionchange", () => {
    const now = selected();
    if (now.length) last = now;
  });

  for (const editor of document.querySelectorAll("[data-editor]")) {
    editor.querySelector(".marking").hidden = false;
    const put = (field, more) => {
      const marked = selected().length ? selected() : last;
      if (!marked.length) return;
      const input = editor.elements[field];
      const at = editor.elements[`${field}_at`];
      const old = more && input.value.trim() ? [input.value] : [];
      const places = more && at.value ? [at.value] : [];
      const taken = field === "content" ? marked : marked.slice(0, 1);
      input.value = [...old, ...taken.map((each) => each.words)].join("\n");
      at.value = [...places, ...taken.map((each) => each.start)].join(",");
      $("#told").textContent = `Marked: ${taken.map((each) => each.words).join(" … ")}`;
      getSelection().removeAllRanges();
      last = [];
    };
    for (const button of editor.querySelectorAll("[data-mark], [data-more]")) {
      // Pressing a button must not take the selection away.
      button.addEventListener("mousedown", (event) => event.preventDefault());
      button.addEventListener("click", () => put(button.dataset.mark || button.dataset.more, "more" in button.dataset));
    }
    // What is typed has no known place: the desk looks for the words.
    for (const field of ["source", "cue", "content"]) {
      editor.elements[field].addEventListener("input", () => { editor.elements[`${field}_at`].value = ""; });
    }
  }

  // Names as they are typed, beyond those that came with the page.
  const names = $("#names");
  let asked = 0;
  for (const input of document.querySelectorAll("input[list=names]")) {
    input.addEventListener("input", async () => {
      const mine = ++asked;
      const answer = await fetch(`/review/names?q=${encodeURIComponent(input.value)}`).catch(() => null);
      if (!answer || !answer.ok || mine !== asked) return;
      const found = await answer.json();
      if (mine !== asked) return;
      names.replaceChildren(...found.map((name) => {
        const option = document.createElement("option");
        option.value = name;
        return option;
      }));
    });
  }
})();
