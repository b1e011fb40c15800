// The page: reads the data, wires search, legend, keys, permalinks, table and print to the picture.

const $ = (id) => document.getElementById(id);
const NARROW = 720;

function readModel() {
  const model = JSON.parse($("graph").textContent);
  model.byId = new Map(model.nodes.map((node) => [node.id, Object.assign(node, { edges: [], home: node.y })]));
  for (const edge of model.edges) {
    Object.assign(edge, { a: model.byId.get(edge.from), b: model.byId.get(edge.to) });
    edge.a.edges.push(edge);
    edge.b.edges.push(edge);
  }
  return model;
}

const model = readModel();
const root = document.documentElement;
root.classList.add("scripted");
const picture = new Picture($("canvas"), model, { select, hover: showTip });
const pane = new DetailsPane($("details"), model, (thing) => select(thing, { reveal: true }));
const index = new SearchIndex(model.nodes, model.rows);

// ---- selection and permalinks

function select(thing, { reveal = false, quiet = false } = {}) {
  if (thing && !thing.visible) unhide(thing);
  picture.selected = thing;
  picture.redraw();
  pane.show(thing);
  root.classList.toggle("selected", Boolean(thing));
  $("spoken").textContent = thing ? (thing.a ? `${thing.a.label} ${thing.label} ${thing.b.label}` : `${model.kinds[thing.kind]}: ${thing.label}`) : "";
  if (thing && !thing.a && reveal) picture.reveal(thing);
  if (!quiet) history.replaceState(null, "", thing && !thing.a ? `#${encodeURI(thing.id)}` : location.pathname + location.search);
}

function unhide(node) {
  const box = [...document.querySelectorAll('#legend input[data-of="node"]')].find((input) => input.dataset.kind === node.kind);
  if (box) box.checked = true;
  filter();
}

function followHash() {
  const node = model.byId.get(decodeURIComponent(location.hash.slice(1)));
  if (!node) return;
  select(node, { quiet: true });
  if (node.kind === "document") picture.start(node);
  else picture.reveal(node);
}
addEventListener("hashchange", followHash);

// ---- legend

function filter() {
  const hidden = { node: new Set(), edge: new Set(), status: new Set() };
  for (const input of document.querySelectorAll("#legend input")) {
    if (!input.checked) hidden[input.dataset.of].add(input.dataset.kind);
  }
  picture.show(hidden);
  for (const row of document.querySelectorAll("#tables tr[data-kind]")) row.hidden = hidden.node.has(row.dataset.kind);
}
$("legend").addEventListener("change", filter);
for (const glyph of document.querySelectorAll(".glyph")) glyph.textContent = GLYPHS[glyph.dataset.kind] ?? "";

// ---- hover

function showTip(thing, place) {
  const tip = $("tip");
  tip.hidden = !thing;
  if (!thing) return;
  tip.textContent = thing.a ? `${thing.a.badge || thing.a.label} — ${thing.label} → ${thing.b.label}` : [thing.label, thing.note].filter(Boolean).join(" · ");
  const left = Math.min(place.x + 14, $("canvas").clientWidth - tip.offsetWidth - 8);
  tip.style.left = `${Math.max(4, left)}px`;
  tip.style.top = `${place.y + 18 + $("canvas").offsetTop}px`;
}

// ---- search

let active = -1;

function showFound() {
  const query = $("search").value;
  const found = query.trim() ? index.find(query) : [];
  const items = found.map((node) => {
    const item = element("li", { role: "option", "data-id": node.id, "aria-selected": "false" });
    item.append(element("span", { text: node.label }), element("small", { text: [model.kinds[node.kind], node.note].filter(Boolean).join(" · ") }));
    return item;
  });
  items.forEach((item, number) => { item.id = `found-${number}`; });
  const none = element("li", { className: "empty", text: model.words.no_match });
  $("found").replaceChildren(...(items.length ? items : [none]));
  $("found").hidden = !query.trim();
  $("search").setAttribute("aria-expanded", String(!$("found").hidden));
  activate(items.length ? 0 : -1);
}

function activate(number) {
  const items = [...$("found").querySelectorAll("[role=option]")];
  active = items.length ? (number + items.length) % items.length : -1;
  items.forEach((item, position) => item.setAttribute("aria-selected", String(position === active)));
  items[active]?.scrollIntoView({ block: "nearest" });
  if (active >= 0) $("search").setAttribute("aria-activedescendant", items[active].id);
  else $("search").removeAttribute("aria-activedescendant");
}

function choose(item) {
  if (!item) return;
  $("found").hidden = true;
  $("search").setAttribute("aria-expanded", "false");
  go(model.byId.get(item.dataset.id));
}

function go(node) {
  select(node, { reveal: true });
  if (root.classList.contains("tabled")) location.hash = ""; // so that :target follows in the table
  if (root.classList.contains("tabled")) location.hash = encodeURI(node.id);
  else $("canvas").focus({ preventScroll: true });
}

$("search").addEventListener("input", showFound);
$("search").addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown") activate(active + 1);
  else if (event.key === "ArrowUp") activate(active - 1);
  else if (event.key === "Enter") choose($("found").querySelectorAll("[role=option]")[active]);
  else if (event.key === "Escape") { $("search").value = ""; showFound(); $("canvas").focus(); }
  else return;
  event.preventDefault();
  event.stopPropagation();
});
$("found").addEventListener("mousedown", (event) => { event.preventDefault(); choose(event.target.closest("[role=option]")); });
$("search").addEventListener("blur", () => { $("found").hidden = true; });

// ---- keys

$("canvas").addEventListener("keydown", (event) => {
  const current = picture.selected?.a ?? picture.selected;
  if (event.key.startsWith("Arrow")) { const next = picture.neighbour(current, event.key); if (next) select(next, { reveal: true }); }
  else if (event.key === "Enter" && current) $("details").focus();
  else if (event.key === "+" || event.key === "=") picture.zoom(1.25);
  else if (event.key === "-") picture.zoom(0.8);
  else if (event.key === "0") picture.whole();
  else return;
  event.preventDefault();
});

addEventListener("keydown", (event) => {
  const typing = event.target.matches?.("input[type=search]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) { event.preventDefault(); $("search").focus(); }
  if (event.key !== "Escape" || typing) return;
  if ($("details").contains(document.activeElement)) $("canvas").focus();
  else select(null);
});

// ---- table, print, PNG

function setMode(tabled) {
  root.classList.toggle("tabled", tabled);
  $("show-table").setAttribute("aria-pressed", String(tabled));
  $("show-picture").setAttribute("aria-pressed", String(!tabled));
  $("save-png").disabled = tabled;
  if (!tabled) { picture.network.setSize("100%", "100%"); picture.redraw(); picture.readable(); followHash(); }
}
$("show-table").addEventListener("click", () => setMode(true));
$("show-picture").addEventListener("click", () => setMode(false));
$("print").addEventListener("click", () => print());
$("save-png").addEventListener("click", () => {
  element("a", { href: picture.toCanvas().toDataURL(), download: "policygraph.png" }).click();
});

// Paper is white: the picture is drawn again in the light colours, whole, as an image.
function preparePrint() {
  root.classList.add("printing");
  picture.theme = readTheme();
  $("printed").src = picture.toCanvas().toDataURL();
  $("printed").hidden = false;
}
function afterPrint() {
  root.classList.remove("printing");
  $("printed").hidden = true;
  picture.recolour();
}
addEventListener("beforeprint", preparePrint);
addEventListener("afterprint", afterPrint);
matchMedia("print").addEventListener("change", ({ matches }) => (matches ? preparePrint() : afterPrint()));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => picture.recolour());

$("zoom-in").addEventListener("click", () => picture.zoom(1.25));
$("zoom-out").addEventListener("click", () => picture.zoom(0.8));
$("readable").addEventListener("click", () => picture.readable(true));
$("whole").addEventListener("click", () => picture.whole());

filter();
if (innerWidth < NARROW && !location.hash) setMode(true);
else { picture.readable(); followHash(); }
root.dataset.ready = "true";
