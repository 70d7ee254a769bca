// A field whose value is found by typing: a combobox over the plain field, which stays what is sent.
const BETWEEN = "、";
let serial = 0;

class Picker {
  constructor(field) {
    this.field = field;
    this.many = "many" in field.dataset;
    this.at = -1;
    this.found = [];
    this.words = new Map();
    const said = field.dataset.words ? field.dataset.words.split("\n") : [];
    this.values().forEach((value, place) => this.words.set(value, said[place] || value));
    this.build();
    this.draw();
  }

  values() {
    return this.field.value.split(BETWEEN).filter(Boolean);
  }

  build() {
    serial += 1;
    const { field } = this;
    this.box = document.createElement("div");
    this.box.className = "picker";
    this.picks = document.createElement("ul");
    this.picks.className = "picks";
    this.typing = document.createElement("input");
    Object.assign(this.typing, { type: "text", autocomplete: "off", placeholder: field.placeholder, id: `${field.id}-typing` });
    this.typing.setAttribute("role", "combobox");
    this.typing.setAttribute("aria-expanded", "false");
    this.typing.setAttribute("aria-autocomplete", "list");
    this.typing.setAttribute("aria-controls", `found-${serial}`);
    for (const name of ["aria-describedby", "aria-required", "aria-invalid"]) {
      if (field.hasAttribute(name)) this.typing.setAttribute(name, field.getAttribute(name));
    }
    this.list = document.createElement("div");
    this.list.id = `found-${serial}`;
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    const label = document.querySelector(`label[for="${field.id}"]`);
    if (label) {
      label.htmlFor = this.typing.id;
      this.list.setAttribute("aria-label", label.textContent.trim());
    }
    field.type = "hidden";
    field.after(this.box);
    this.box.append(this.picks, this.typing, this.list);
    this.typing.addEventListener("input", () => this.look());
    this.typing.addEventListener("focus", () => this.look());
    this.typing.addEventListener("keydown", (event) => this.key(event));
    this.typing.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.list.addEventListener("pointerdown", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) {
        event.preventDefault();
        this.take(this.found[Number(option.dataset.place)]);
      }
    });
    field.addEventListener("putback", () => this.draw());
  }

  draw() {
    this.picks.replaceChildren(...this.values().map((value) => {
      const item = document.createElement("li");
      item.append(this.words.get(value) || value);
      const away = document.createElement("button");
      away.type = "button";
      away.textContent = "×";
      away.setAttribute("aria-label", `${this.field.dataset.remove} ${this.words.get(value) || value}`);
      away.addEventListener("click", () => { this.set(this.values().filter((one) => one !== value)); this.typing.focus(); });
      item.append(away);
      return item;
    }));
    this.typing.hidden = !this.many && this.values().length > 0;
  }

  set(values) {
    this.field.value = values.join(BETWEEN);
    this.draw();
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  look() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask().catch(() => this.close()), 150);
  }

  async ask() {
    const words = this.typing.value.trim();
    const answer = await fetch(`${this.field.dataset.pick}?q=${encodeURIComponent(words)}`, { headers: { "X-Fragment": "1" } });
    if (!answer.ok || words !== this.typing.value.trim() || document.activeElement !== this.typing) return;
    this.found = (await answer.json()).found;
    this.at = this.found.length && words ? 0 : -1;
    this.show();
  }

  show() {
    const options = this.found.map((one, place) => {
      const option = document.createElement("div");
      option.setAttribute("role", "option");
      option.id = `${this.list.id}-${place}`;
      option.dataset.place = place;
      option.setAttribute("aria-selected", String(place === this.at));
      const words = document.createElement("span");
      words.textContent = one.words;
      const hint = document.createElement("span");
      hint.className = "hint";
      hint.textContent = one.hint;
      option.append(words, hint);
      return option;
    });
    if (!options.length) {
      const nothing = document.createElement("div");
      nothing.className = "nothing";
      nothing.setAttribute("role", "option");
      nothing.setAttribute("aria-disabled", "true");
      nothing.setAttribute("aria-selected", "false");
      nothing.textContent = this.field.dataset.none;
      options.push(nothing);
    }
    this.list.replaceChildren(...options);
    this.list.hidden = false;
    this.typing.setAttribute("aria-expanded", "true");
    this.typing.setAttribute("aria-activedescendant", this.at >= 0 ? `${this.list.id}-${this.at}` : "");
    this.list.children[this.at]?.scrollIntoView({ block: "nearest" });
  }

  close() {
    this.list.hidden = true;
    this.typing.setAttribute("aria-expanded", "false");
    this.typing.removeAttribute("aria-activedescendant");
  }

  take(one) {
    if (!one) return;
    this.words.set(one.value, one.words);
    this.set(this.many ? [...new Set([...this.values(), one.value])] : [one.value]);
    this.typing.value = "";
    this.close();
    if (this.many) this.typing.focus();
    else this.picks.querySelector("button")?.focus();
  }

  key(event) {
    const open = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) this.look();
      else if (this.found.length) {
        this.at = (this.at + (event.key === "ArrowDown" ? 1 : -1) + this.found.length) % this.found.length;
        this.show();
      }
    } else if (event.key === "Enter" && open && this.at >= 0) {
      event.preventDefault();
      this.take(this.found[this.at]);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    } else if (event.key === "Backspace" && !this.typing.value && this.values().length) {
      this.set(this.values().slice(0, -1));
    }
  }
}

export function startPickers(form) {
  for (const field of form.querySelectorAll("[data-pick]")) new Picker(field);
}
