// The editor: what is chosen, what is asked of Python. The rules of editing are Python's.

class Editor {
  constructor(root) {
    this.root = root;
    this.tools = root.querySelector(".shonakto-tools");
    this.box = root.querySelector(".shonakto-scroll");
    this.area = root.querySelector(".shonakto-document");
    this.data = {};
    this.drawn = "";
    this.target = null; // {start, end, mark}: a chosen mark, or a stretch of text
    this.waiting = []; // commands that Python has not answered yet
    this.number = 0;
    this.unit = "word";
    this.listen();
  }

  update(data, send) {
    const before = this.data;
    this.data = data;
    this.send = send;
    this.number = Math.max(this.number, data.applied);
    if (data.document !== before.document) this.forget();
    this.waiting = this.waiting.filter((command) => command.number > data.applied);
    this.area.setAttribute("aria-busy", String(this.waiting.length > 0));
    this.root.classList.toggle("is-correcting", data.correcting);
    this.tools.hidden = !data.correcting;
    if (data.correcting) this.area.tabIndex = 0;
    else this.area.removeAttribute("tabindex");
    this.area.setAttribute("role", "group");
    this.area.setAttribute("aria-label", data.words.text);
    this.name();
    this.redraw();
    this.showFocus(before.focus ? before.focus.number : 0);
    this.refresh();
  }

  // Labels and words change with model and language only: a focused button must stay.
  name() {
    const { labels, words } = this.data;
    const named = JSON.stringify([labels, words]);
    if (named === this.named) return;
    this.named = named;
    drawLabels(this.tools.querySelector(".shonakto-labels"), labels);
    drawWords(this.tools, words);
  }

  forget() {
    this.waiting = [];
    this.target = null;
    this.box.scrollTop = 0;
  }

  redraw() {
    const { parts, correcting } = this.data;
    const drawn = JSON.stringify([parts, correcting]);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    const active = this.area.contains(document.activeElement) ? document.activeElement : null;
    this.text = drawDocument(this.area, parts);
    this.marks = [...this.area.querySelectorAll("mark")];
    if (!correcting) {
      this.target = null;
      return;
    }
    for (const mark of this.marks) {
      mark.setAttribute("role", "button");
      mark.tabIndex = -1; // one that has none cannot take the focus
    }
    this.chooseAgain();
    if (!active) return;
    const place = active === this.area ? this.area : this.chosenMark() || this.area;
    place.focus({ preventScroll: true });
  }

  // After an edit: the mark that now stands where the target was.
  chooseAgain() {
    if (!this.target) return;
    const { start, end } = this.target;
    const shared = (mark) => Math.min(mark.dataset.end, end) - Math.max(mark.dataset.start, start);
    const best = this.marks.reduce((a, b) => (a && shared(a) >= shared(b) ? a : b), null);
    this.target = best && shared(best) > 0 ? this.ofMark(best) : null;
  }

  showFocus(seen) {
    const { focus } = this.data;
    for (const mark of this.marks)
      mark.classList.toggle("is-found", Boolean(focus) && +mark.dataset.start === focus.start);
    if (!focus || focus.number === seen) return;
    const found = this.area.querySelector(".is-found");
    if (!found) return;
    this.box.scrollTop = found.offsetTop - this.box.clientHeight / 2;
    found.scrollIntoView({ block: "nearest" });
    if (this.data.correcting) this.target = this.ofMark(found);
  }

  ofMark(mark) {
    return { start: +mark.dataset.start, end: +mark.dataset.end, mark: true };
  }

  chosenMark() {
    const { target } = this;
    return target && target.mark
      ? this.marks.find((mark) => +mark.dataset.start === target.start)
      : undefined;
  }

  choose(target) {
    this.target = target;
    this.refresh();
  }

  refresh() {
    if (!this.data.correcting) return;
    const chosen = this.chosenMark();
    for (const mark of this.marks) {
      mark.classList.toggle("is-chosen", mark === chosen);
      mark.setAttribute("aria-pressed", String(mark === chosen));
      mark.tabIndex = mark === (chosen || this.marks[0]) ? 0 : -1;
    }
    const { words, can_undo, can_redo } = this.data;
    for (const button of this.tools.querySelectorAll("button")) {
      const { action } = button.dataset;
      if (action === "undo") button.disabled = !can_undo;
      else if (action === "redo") button.disabled = !can_redo;
      else if (action === "confirm" || action === "move") button.disabled = !chosen;
      else if (!button.dataset.unit) button.disabled = !this.target;
    }
    this.tools.querySelector("[data-unit]").textContent = words[`by_${this.unit}`];
    this.tools.querySelector(".shonakto-status").textContent = this.status(chosen);
  }

  status(chosen) {
    const { words } = this.data;
    if (!this.target) return words.hint;
    const surface = this.text.surface(this.target.start, this.target.end);
    if (!chosen) return `${words.selected}: ${surface}`;
    const kind = chosen.classList.contains("is-confirmed") ? words.confirmed : words.suggested;
    return `${surface} · ${chosen.dataset.label} · ${kind}`;
  }

  ask(action, fields = {}) {
    const command = { number: (this.number += 1), action, ...fields };
    if (action !== "undo" && action !== "redo") {
      if (!this.target) return;
      const { start, end } = this.target;
      Object.assign(command, { start, end, surface: this.text.surface(start, end) });
    }
    this.waiting.push(command);
    this.area.setAttribute("aria-busy", "true");
    this.send({ document: this.data.document, list: this.waiting });
  }

  move(side, step, unit = this.unit) {
    this.ask("move", { side, step, unit });
  }
}
