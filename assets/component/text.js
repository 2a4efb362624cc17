// Places in the drawn text. Python counts code points, the DOM UTF-16 units.

const length = (text) => {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
};

class DrawnText {
  constructor() {
    this.nodes = []; // {node, start}: the text nodes in order, without labels and notes
    this.starts = new Map();
    this.points = [];
  }

  append(parent, text) {
    const node = document.createTextNode(text);
    parent.append(node);
    this.nodes.push({ node, start: this.points.length });
    this.starts.set(node, this.points.length);
    for (const point of text) this.points.push(point);
  }

  surface(start, end) {
    return this.points.slice(start, end).join("");
  }

  // The code point at a boundary of a selection, wherever in the page that is.
  at(container, offset) {
    const start = this.starts.get(container);
    if (start !== undefined) return start + length(container.data.slice(0, offset));
    const boundary = document.createRange();
    boundary.setStart(container, offset);
    const after = this.nodes.find(({ node }) => boundary.comparePoint(node, 0) >= 0);
    return after ? after.start : this.points.length;
  }

  // [text node, UTF-16 offset] of a code point; an end belongs to the node before it.
  locate(place, isEnd) {
    const beyond = ({ start }) => (isEnd ? start >= place : start > place);
    const next = this.nodes.findIndex(beyond);
    const { node, start } = this.nodes[(next < 0 ? this.nodes.length : Math.max(next, 1)) - 1];
    return [node, this.surface(start, place).length];
  }

  // White space cut off, then widened to whole grapheme clusters; null if nothing is left.
  snap(start, end) {
    const blank = (i) => /\s/u.test(this.points[i]);
    while (start < end && blank(start)) start += 1;
    while (start < end && blank(end - 1)) end -= 1;
    if (start >= end) return null;
    const edges = this.clusters();
    return {
      start: edges.findLast((edge) => edge <= start) ?? start,
      end: edges.find((edge) => edge >= end) ?? end,
    };
  }

  clusters() {
    if (!this.edges) {
      this.edges = [0];
      const text = this.points.join("");
      const parts = Intl.Segmenter
        ? new Intl.Segmenter("bn", { granularity: "grapheme" }).segment(text)
        : [];
      for (const { segment } of parts) this.edges.push(this.edges.at(-1) + length(segment));
    }
    return this.edges;
  }

  words(separators) {
    if (!this.wordRanges) {
      const escaped = separators.replace(/[\\\]^-]/g, "\\$&");
      this.wordRanges = [];
      let seen = 0;
      let start = 0;
      const text = this.points.join("");
      for (const match of text.matchAll(new RegExp(`[^\\s${escaped}]+`, "gu"))) {
        start += length(text.slice(seen, match.index));
        this.wordRanges.push({ start, end: start + length(match[0]) });
        start += length(match[0]);
        seen = match.index + match[0].length;
      }
    }
    return this.wordRanges;
  }
}
