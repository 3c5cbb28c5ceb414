/* The slash leads to the search field on every page; where there are passages, the reading scripts
   know it and more. Switched off with their keys (WCAG 2.1.4). */
document.addEventListener("keydown", (event) => {
  const { target } = event;
  if (window.variorum || event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
  try {
    if (localStorage.getItem("variorum-keys") === "off") return;
  } catch {}
  const fields = [...document.querySelectorAll('input[name="q"]')];
  const field = fields.find((input) => input.offsetParent);
  if (!field) return;
  event.preventDefault();
  field.focus();
});
