// Mouse, touch and keyboard. Keys are read by their place: a Bangla layout has other letters.

Editor.prototype.listen = function () {
  this.root.addEventListener("keydown", (event) => this.onKey(event));
  this.tools.addEventListener("mousedown", (event) => {
    if (event.target.closest("button")) event.preventDefault(); // keep the selection
  });
  this.tools.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) this.onButton(button.dataset);
  });
  this.area.addEventListener("focusin", (event) => {
    if (event.target.matches("mark") && this.data.correcting) this.choose(this.ofMark(event.target));
  });
  this.area.addEventListener("pointerdown", (event) => {
    if (!event.target.closest("mark") && this.data.correcting) this.choose(null);
  });
  this.area.addEventListener("mouseup", () => {
    const { target } = this;
    if (target && !target.mark && this.selection()) this.select(target);
  });
  const onSelection = () => {
    if (!this.root.isConnected) document.removeEventListener("selectionchange", onSelection);
    else if (this.data.correcting) this.onSelection();
  };
  document.addEventListener("selectionchange", onSelection);
};

// The range of code points that is selected in the text, if any is.
Editor.prototype.selection = function () {
  const selection = document.getSelection();
  const inside = [selection.anchorNode, selection.focusNode].some((node) => this.area.contains(node));
  if (!inside || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const start = this.text.at(range.startContainer, range.startOffset);
  return this.text.snap(start, this.text.at(range.endContainer, range.endOffset));
};

Editor.prototype.onSelection = function () {
  const selected = this.selection();
  if (selected) {
    const same = (mark) => +mark.dataset.start === selected.start && +mark.dataset.end === selected.end;
    this.choose({ ...selected, mark: this.marks.some(same) });
  }
};

// Show a stretch of text as selected.
Editor.prototype.select = function (target) {
  const start = this.text.locate(target.start, false);
  const end = this.text.locate(target.end, true);
  document.getSelection().setBaseAndExtent(...start, ...end);
};

Editor.prototype.onButton = function ({ action, label, side, step, unit }) {
  if (unit) this.unit = this.unit === "word" ? "cluster" : "word";
  else if (label) this.ask("label", { label });
  else if (action === "move") this.move(side, +step);
  else this.ask(action);
  this.refresh();
};

Editor.prototype.onKey = function (event) {
  if (this.data.correcting && !event.altKey && this.act(event)) {
    event.preventDefault();
    event.stopPropagation();
  }
};

// Do what a key says; whether it said anything.
Editor.prototype.act = function (event) {
  const { key, code, shiftKey } = event;
  const control = event.ctrlKey || event.metaKey;
  if (control && code === "KeyZ") return this.ask(shiftKey ? "redo" : "undo"), true;
  if (control && code === "KeyY") return this.ask("redo"), true;
  const label = control ? undefined : this.labelOf(event);
  if (label) return this.ask("label", { label }), true;
  if (!this.area.contains(event.target)) return false;
  const unit = control ? "word" : "cluster";
  const brackets = { BracketLeft: -1, BracketRight: 1 };
  if (key === "ArrowLeft" || key === "ArrowRight")
    return this.arrow(key === "ArrowRight" ? 1 : -1, shiftKey, unit, event.target);
  if (!this.target) return false;
  if (code in brackets && this.target.mark) return this.move("start", brackets[code], unit), true;
  if (key === "Delete" || key === "Backspace") return this.ask("delete"), true;
  if (key === "Enter" && this.target.mark) return this.ask("confirm"), true;
  if (key === "Escape") return document.getSelection().removeAllRanges(), this.choose(null), true;
  return false;
};

Editor.prototype.labelOf = function ({ key, code }) {
  const typed = "0123456789".indexOf(key) + 1 || "০১২৩৪৫৬৭৮৯".indexOf(key) + 1;
  const placed = /^(?:Digit|Numpad)(\d)$/.exec(code);
  const digit = key.length === 1 && typed ? typed - 1 : placed && key.length === 1 ? +placed[1] : 0;
  const entry = digit ? this.data.labels[digit - 1] : undefined;
  return entry && entry.label;
};

Editor.prototype.arrow = function (step, extend, unit, at) {
  if (extend && this.target && this.target.mark) this.move("end", step, unit);
  else if (extend) this.extend(step, unit);
  else if (at.matches("mark")) this.marks[this.marks.indexOf(at) + step]?.focus();
  else this.nextWord(step);
  return true;
};

// From word to word; the word is selected, so that one sees where one is.
Editor.prototype.nextWord = function (step) {
  const words = this.text.words(this.data.separators);
  const { target } = this;
  const next = !target
    ? words[0]
    : step > 0
      ? words.find((word) => word.start >= target.end)
      : words.findLast((word) => word.end <= target.start);
  if (next) this.show(next);
};

// Move the end of the selection by a cluster or a word.
Editor.prototype.extend = function (step, unit) {
  if (!this.target) return this.nextWord(step);
  const { start, end } = this.target;
  const ends = unit === "word" ? this.text.words(this.data.separators).map((word) => word.end) : this.text.clusters();
  const blank = (edge) => /\s/u.test(this.text.points[edge - 1] ?? " ");
  const solid = ends.filter((edge) => edge > start && !blank(edge));
  const next = step > 0 ? solid.find((edge) => edge > end) : solid.findLast((edge) => edge < end);
  if (next) this.show({ start, end: next });
};

Editor.prototype.show = function (range) {
  const target = this.text.snap(range.start, range.end);
  this.select(target);
  this.choose({ ...target, mark: false });
  this.onSelection();
  const drawn = document.getSelection().getRangeAt(0).getBoundingClientRect();
  const box = this.box.getBoundingClientRect();
  if (drawn.top < box.top || drawn.bottom > box.bottom)
    this.box.scrollTop += drawn.top - box.top - box.height / 2;
};

const EDITORS = new WeakMap();

export default function ({ data: [data], parentElement, setStateValue }) {
  const root = parentElement.querySelector(".shonakto-editor");
  if (!EDITORS.has(root)) EDITORS.set(root, new Editor(root));
  EDITORS.get(root).update(data, (value) => setStateValue("commands", value));
}
