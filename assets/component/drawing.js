// Marks as engine/views/html.py draws them. Text enters by textContent only.

const element = (name, className, text) => {
  const made = document.createElement(name);
  made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};

function drawDocument(area, parts) {
  const text = new DrawnText();
  const fragment = document.createDocumentFragment();
  for (const part of parts) {
    if (typeof part === "string") text.append(fragment, part);
    else fragment.append(drawMark(part, text));
  }
  area.replaceChildren(fragment);
  return text;
}

function drawMark(part, text) {
  const [first, ...others] = part.tags;
  const mark = element("mark", "shonakto-span");
  mark.classList.toggle("is-confirmed", first.confirmed);
  describe(mark, first);
  text.append(mark, part.text);
  appendTag(mark, first);
  for (const tag of others) {
    const nested = element("span", "");
    describe(nested, tag);
    appendTag(nested, tag);
    mark.append(nested);
  }
  return mark;
}

function describe(target, tag) {
  target.id = `span-${tag.index}`;
  target.title = tag.title;
  target.setAttribute("style", tag.style);
  Object.assign(target.dataset, { start: tag.start, end: tag.end, label: tag.label });
}

function appendTag(parent, tag) {
  parent.append(element("span", "shonakto-label", tag.label));
  for (const word of tag.words) parent.append(element("span", "shonakto-note", word));
}

function drawLabels(place, labels) {
  const buttons = labels.map(({ label, name, style, key }) => {
    const button = element("button", "");
    button.type = "button";
    button.dataset.label = label;
    button.setAttribute("style", style);
    if (key) button.append(element("kbd", "", key));
    button.append(element("span", "shonakto-label", label));
    if (name !== label) button.append(name);
    return button;
  });
  place.replaceChildren(...buttons);
}

function drawWords(tools, words) {
  for (const place of tools.querySelectorAll("[data-word]"))
    place.textContent = words[place.dataset.word];
  for (const button of tools.querySelectorAll("[data-action]")) {
    const { action, side, step } = button.dataset;
    if (action !== "move") button.textContent = words[action];
    else button.setAttribute("aria-label", words[`${side}${step}`]);
  }
  const keys = words.key_list.split("\n").map((line) => element("li", "", line));
  tools.querySelector("ul").replaceChildren(...keys);
}
