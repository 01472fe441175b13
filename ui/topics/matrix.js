// Draws the table from plain data (text only, never markup) and tells which cell was pressed.

function make(name, text, attributes = {}) {
  const element = document.createElement(name);
  if (text) element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

function draw(data, press) {
  const table = make("table");
  table.append(make("caption", data.caption));
  const head = table.createTHead().insertRow();
  head.append(make("th", "Election", { scope: "col" }));
  for (const [, title] of data.columns) {
    const cell = make("th", "", { scope: "col", title });
    cell.append(make("span", title));
    head.append(cell);
  }
  const body = table.createTBody();
  for (const [election, cells] of data.rows) {
    const row = body.insertRow();
    row.append(make("th", election, { scope: "row" }));
    cells.forEach(([shown, look, told], n) => {
      const cell = row.insertCell();
      const [topic, title] = data.columns[n];
      cell.title = `${title}, ${election}: ${told}`;
      if (look.startsWith("not-")) {
        cell.className = look;
        cell.append(make("span", shown, { "aria-hidden": "true" }), make("span", told, { class: "hidden" }));
        return;
      }
      const label = `${title}, ${election}: ${told}`;
      const button = make("button", shown, { type: "button", class: look, "aria-label": label, tabindex: "-1" });
      button.dataset.election = election;
      button.dataset.topic = topic;
      button.onclick = () => press([election, topic]);
      cell.append(button);
    });
  }
  return table;
}

// From a cell to the next one that can be pressed, in the direction of the arrow.
function neighbour(button, key) {
  const steps = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
  if (!steps[key]) return null;
  const [down, right] = steps[key];
  const rows = button.closest("tbody").rows;
  let row = button.closest("tr").sectionRowIndex + down;
  let column = button.closest("td").cellIndex + right;
  while (rows[row] && rows[row].cells[column]) {
    const found = rows[row].cells[column].querySelector("button");
    if (found) return found;
    row += down;
    column += right;
  }
  return null;
}

function reachable(box, button) {
  for (const other of box.querySelectorAll('button[tabindex="0"]')) other.tabIndex = -1;
  if (button) button.tabIndex = 0;
}

function mark(box, [election, topic]) {
  for (const button of box.querySelectorAll("button")) {
    const open = button.dataset.election === election && button.dataset.topic === topic;
    button.setAttribute("aria-pressed", String(open));
    if (open) reachable(box, button);
  }
}

// The cell that the address of the page names.
function named() {
  const parts = (new URLSearchParams(window.location.search).get("cell") || "").split(" · ");
  return [parts.slice(0, -1).join(" · "), parts.at(-1)];
}

export default function ({ parentElement, data, setTriggerValue }) {
  const told = JSON.stringify(data);
  let box = parentElement.querySelector(".box");
  if (!box || box.told !== told) {
    const [left, top] = box ? [box.scrollLeft, box.scrollTop] : [0, 0];
    box?.remove();
    box = make("div", "", { class: "box", role: "region", "aria-label": "Topics by election" });
    box.told = told;
    box.append(draw(data, (cell) => box.press(cell)));
    box.onkeydown = (event) => {
      const next = event.target.closest("button") && neighbour(event.target.closest("button"), event.key);
      if (!next) return;
      event.preventDefault();
      reachable(box, next);
      next.focus();
      next.scrollIntoView({ block: "nearest", inline: "nearest" });
    };
    parentElement.append(box);
    box.scrollTo(left, top);
    reachable(box, box.querySelector("button"));
    mark(box, named());
  }
  box.press = (cell) => {
    mark(box, cell);
    setTriggerValue("cell", cell);
  };
}
