// Starting a collection: another ledger shows its columns at once; a tick for all units below one.
const form = document.querySelector("form.making");

form.elements.base.addEventListener("change", () => {
  form.requestSubmit(form.querySelector("[name=do][value=base]"));
});
for (const button of form.querySelectorAll("[data-all]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const below = [...button.parentElement.querySelectorAll(":scope > ul > li > label > [name=unit]")];
    const on = below.some((one) => !one.checked);
    for (const one of below) one.checked = on;
  });
}
