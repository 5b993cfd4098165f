// Keys of the review: y n h judge, j k go on and back, u undoes, 1 to 9 edit a field, Escape leaves it.

const typing = (element) => element.matches("input, select, textarea");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && typing(document.activeElement)) {
    document.activeElement.blur();
    return;
  }
  if (typing(event.target)) {
    if (event.key === "Enter" && event.target.matches("select, textarea")) {
      event.preventDefault();
      event.target.form.requestSubmit();
    }
    return;
  }
  const field = /^[1-9]$/.test(event.key) && document.querySelector(`[data-field="${event.key}"]`);
  const target = field || document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!target || target.disabled) return;
  event.preventDefault();
  if (field) {
    field.focus();
    if (field.select) field.select();
  } else {
    target.click();
  }
});
document.documentElement.dataset.keys = "on";
