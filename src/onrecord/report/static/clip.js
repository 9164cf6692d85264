"use strict";
// Puts text on the clipboard, also where the newer way to it is closed (a file, an older browser).
const copyText = async (text) => {
  try { await navigator.clipboard.writeText(text); return true; } catch { /* the older way, then */ }
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
};
