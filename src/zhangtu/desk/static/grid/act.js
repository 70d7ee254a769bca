// A column with choices offers them as a list, any other a line to type in.
const field = document.querySelector("[data-field]");
const value = document.querySelector("[data-value]");

function offer() {
  const list = document.getElementById("choices") || Object.assign(document.createElement("datalist"), { id: "choices" });
  const choices = JSON.parse(field.selectedOptions[0]?.dataset.choices || "[]");
  list.replaceChildren(...choices.map(([, title]) => new Option("", title)));
  value.after(list);
  value.setAttribute("list", "choices");
}

if (field && value) {
  field.addEventListener("change", offer);
  offer();
}
