// The picture: vis-network moves and zooms; what is drawn, hidden and hit is decided here.

const STRIPE = 14; // an empty stripe is closed to this many units
const HEADER = 40; // room for the headings at the top, in pixels on the screen
const READABLE = 0.8; // the smallest scale at which words are read with ease
const LEGIBLE = 0.6; // the smallest one for a picture that is then seen whole

function still() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

class Picture {
  constructor(container, model, events) {
    Object.assign(this, { container, model, events, selected: null, hovered: null, theme: readTheme() });
    this.data = new vis.DataSet(model.nodes.map((node) => ({ id: node.id, x: node.x, y: node.y })));
    this.network = new vis.Network(container, { nodes: this.data, edges: [] }, this.options());
    this.probe = document.createElement("canvas").getContext("2d");
    this.network.on("beforeDrawing", (ctx) => this.drawEdges(ctx));
    this.network.on("afterDrawing", (ctx) => this.drawTop(ctx));
    this.network.on("click", ({ pointer }) => events.select(this.hit(pointer.canvas)));
    this.network.on("dragStart", () => (this.untouched = false));
    this.network.on("zoom", () => (this.untouched = false));
    this.network.on("resize", () => queueMicrotask(() => this.untouched && this.readable())); // when vis-network is done
    container.addEventListener("mousemove", (event) => this.hover(event));
    container.addEventListener("mouseleave", () => this.setHovered(null));
    container.addEventListener("wheel", (event) => this.scroll(event), { capture: true, passive: false });
  }

  options() {
    const ctxRenderer = ({ ctx, id }) => {
      const node = this.model.byId.get(id);
      return {
        drawNode: () => drawCard(ctx, node, this.stateOf(node), this.theme, this.model.rows),
        nodeDimensions: { width: node.width, height: node.height },
      };
    };
    return {
      physics: false,
      layout: { improvedLayout: false },
      interaction: { dragNodes: false, hover: false, keyboard: false, selectable: false },
      nodes: { shape: "custom", ctxRenderer, chosen: false },
    };
  }

  // ---- what is seen

  show(hidden) {
    this.hidden = hidden;
    for (const node of this.model.nodes) node.on = !hidden.node.has(node.kind);
    for (const node of this.model.nodes) node.visible = node.on && this.isAnchored(node);
    for (const edge of this.model.edges) {
      edge.visible = edge.a.visible && edge.b.visible && !hidden.edge.has(edge.kind) && !hidden.status.has(edge.appearance);
    }
    this.place();
    this.redraw();
  }

  // Headings, agencies and cited documents go when everything that they belong to has gone.
  isAnchored(node) {
    if (node.lane === this.model.rows || this.model.starts.includes(node.id) || !node.edges.length) return true;
    return node.edges.some(({ a, b }) => (a === node ? b.on : a.on && node.iri !== null));
  }

  // Positions are computed beforehand for all kinds; what is hidden leaves empty stripes, which are closed.
  place() {
    for (const [index, lane] of this.model.lanes.entries()) lane.seen = this.model.nodes.some((node) => node.visible && node.lane === index);
    const seen = this.model.nodes.filter((node) => node.visible).sort((a, b) => a.home - a.height / 2 - (b.home - b.height / 2));
    let shift = 0;
    let bottom = seen.length ? seen[0].home - seen[0].height / 2 : 0;
    for (const node of seen) {
      const gap = node.home - node.height / 2 - bottom;
      const allowed = gap > 40 ? STRIPE + 30 : STRIPE;
      if (gap > allowed) shift += gap - allowed;
      bottom = Math.max(bottom, node.home + node.height / 2);
      node.y = node.home - shift;
    }
    this.data.update(this.model.nodes.map((node) => ({ id: node.id, x: node.x, y: node.y, hidden: !node.visible })));
    for (const edge of this.model.edges) edge.path = edge.visible ? edgePath(edge) : null;
  }

  // Those that hold a card: the others would only push these to the side.
  lanes() {
    const seen = this.model.lanes.filter((lane) => lane.seen);
    return seen.length ? seen : this.model.lanes;
  }

  extent() {
    const seen = this.model.nodes.filter((node) => node.visible);
    const edges = this.lanes().flatMap((lane) => [lane.x - lane.width / 2, lane.x + lane.width / 2]);
    return {
      left: Math.min(...edges) - 12,
      right: Math.max(...edges) + 14,
      top: Math.min(...seen.map((node) => node.y - node.height / 2)) - 8,
      bottom: Math.max(...seen.map((node) => node.y + node.height / 2)) + 12,
    };
  }

  // ---- drawing

  stateOf(node) {
    const { selected, hovered } = this;
    const near = selected && (node === selected || node.edges?.some((edge) => edge.visible && (edge === selected || edge.a === selected || edge.b === selected)));
    return { selected: node === selected, hovered: node === hovered, faded: Boolean(selected) && !near };
  }

  edgeState(edge) {
    const of = (thing) => thing && (edge === thing || edge.a === thing || edge.b === thing);
    return { lit: of(this.selected) || of(this.hovered), faded: Boolean(this.selected) && !of(this.selected) && !of(this.hovered) };
  }

  drawEdges(ctx) {
    const visible = this.model.edges.filter((edge) => edge.path);
    const states = new Map(visible.map((edge) => [edge, this.edgeState(edge)]));
    visible.sort((a, b) => Boolean(states.get(a).lit) - Boolean(states.get(b).lit));
    for (const edge of visible) drawEdge(ctx, edge, states.get(edge), this.theme);
  }

  drawTop(ctx) {
    drawHeadings(ctx, this.lanes(), this.network.DOMtoCanvas({ x: 0, y: 0 }).y, this.network.getScale(), this.theme);
  }

  redraw() {
    this.network.redraw();
  }

  recolour() {
    this.theme = readTheme();
    this.redraw();
  }

  // The whole picture on a canvas of its own, for PNG and print.
  toCanvas() {
    const { left, right, top, bottom } = this.extent();
    const scale = Math.min(2, 16000 / (bottom - top + 40));
    const canvas = document.createElement("canvas");
    canvas.width = (right - left) * scale;
    canvas.height = (bottom - top + 40) * scale;
    const ctx = canvas.getContext("2d");
    ctx.setTransform(scale, 0, 0, scale, -left * scale, (40 - top) * scale);
    ctx.fillStyle = this.theme("page");
    ctx.fillRect(left, top - 40, right - left, bottom - top + 40);
    this.drawEdges(ctx);
    for (const node of this.model.nodes) if (node.visible) drawCard(ctx, node, this.stateOf(node), this.theme, this.model.rows);
    drawHeadings(ctx, this.lanes(), top - 40, 1, this.theme);
    return canvas;
  }

  // ---- moving

  move(position, scale = this.network.getScale(), animated = true) {
    this.untouched = false;
    const animation = animated && !still() ? { duration: 260, easingFunction: "easeInOutQuad" } : false;
    this.network.moveTo({ position, scale, animation });
  }

  readable(animated = false) {
    const { left, right, top, bottom } = this.extent();
    const { clientWidth, clientHeight } = this.container;
    const fitting = clientWidth / (right - left);
    const isSmall = (bottom - top) * fitting <= clientHeight - HEADER;
    const scale = Math.min(1.35, Math.max(isSmall ? LEGIBLE : READABLE, fitting));
    const half = clientWidth / 2 / scale;
    const lane = this.model.lanes[this.model.rows];
    const rows = Math.min(right - half, Math.max(left + half, lane.x - lane.width / 2 - 8 + half)); // rows first
    const x = right - left <= 2 * half + 1 ? (left + right) / 2 : rows;
    this.move({ x, y: top + (clientHeight / 2 - HEADER) / scale }, scale, animated);
    this.untouched = true;
  }

  whole() {
    const { left, right, top, bottom } = this.extent();
    const { clientWidth, clientHeight } = this.container;
    const scale = Math.min(clientWidth / (right - left), (clientHeight - HEADER) / (bottom - top));
    this.move({ x: (left + right) / 2, y: (top + bottom) / 2 - HEADER / 2 / scale }, scale);
  }

  zoom(factor) {
    this.move(this.network.getViewPosition(), Math.min(3, Math.max(0.05, this.network.getScale() * factor)));
  }

  scroll(event) {
    if (event.ctrlKey || event.metaKey) return; // vis-network zooms
    event.preventDefault();
    event.stopPropagation();
    const unit = event.deltaMode === 1 ? 24 : 1;
    const scale = this.network.getScale();
    const { x, y } = this.network.getViewPosition();
    const [dx, dy] = event.shiftKey ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
    const { top, bottom } = this.extent();
    const wanted = Math.min(Math.max(y + (dy * unit) / scale, top), bottom);
    this.move({ x: x + (dx * unit) / scale, y: wanted }, scale, false);
  }

  reveal(node) {
    const place = this.network.canvasToDOM({ x: node.x, y: node.y });
    const { clientWidth, clientHeight } = this.container;
    const inside = place.x > 40 && place.x < clientWidth - 40 && place.y > HEADER + 20 && place.y < clientHeight - 40;
    const { x } = this.network.getViewPosition();
    const keepsX = place.x > 40 && place.x < clientWidth - 40;
    if (!inside) this.move({ x: keepsX ? x : node.x, y: node.y });
  }

  start(node) {
    const heads = node.edges.filter((edge) => edge.a === node && edge.visible && edge.kind === "contains").map((edge) => edge.b);
    const rows = heads.flatMap((head) => head.edges.map((edge) => edge.b)).filter((row) => row.visible);
    const top = Math.min(node.y, ...rows.map((row) => row.y - row.height / 2));
    const scale = this.network.getScale();
    this.move({ x: this.network.getViewPosition().x, y: top + (this.container.clientHeight / 2 - HEADER) / scale });
  }

  // ---- pointing

  hit({ x, y }) {
    const inside = (node) => Math.abs(x - node.x) <= node.width / 2 && Math.abs(y - node.y) <= node.height / 2;
    const node = this.model.nodes.find((candidate) => candidate.visible && inside(candidate));
    if (node) return node;
    this.probe.lineWidth = 9 / this.network.getScale();
    return this.model.edges.findLast((edge) => edge.path && this.probe.isPointInStroke(edge.path, x, y)) ?? null;
  }

  hover(event) {
    const box = this.container.getBoundingClientRect();
    const place = { x: event.clientX - box.left, y: event.clientY - box.top };
    this.setHovered(this.hit(this.network.DOMtoCanvas(place)), place);
  }

  setHovered(thing, place) {
    this.container.classList.toggle("pointing", Boolean(thing));
    this.events.hover(thing, place);
    if (thing === this.hovered) return;
    this.hovered = thing;
    this.redraw();
  }

  // ---- moving from card to card by key

  neighbour(node, key) {
    const seen = this.model.nodes.filter((other) => other.visible);
    if (!node) return seen.find((other) => other.lane === this.model.rows) ?? seen[0];
    const { lane } = node;
    const closest = (list) => list.sort((a, b) => Math.abs(a.y - node.y) - Math.abs(b.y - node.y))[0];
    if (key === "ArrowUp") return closest(seen.filter((other) => other.lane === lane && other.y < node.y));
    if (key === "ArrowDown") return closest(seen.filter((other) => other.lane === lane && other.y > node.y));
    const beyond = (other) => (key === "ArrowRight" ? other.lane > lane : other.lane < lane);
    const linked = node.edges.filter((edge) => edge.visible).map(({ a, b }) => (a === node ? b : a)).filter(beyond);
    if (linked.length) return closest(linked);
    const lanes = seen.filter(beyond).map((other) => other.lane);
    const next = key === "ArrowRight" ? Math.min(...lanes) : Math.max(...lanes);
    return closest(seen.filter((other) => other.lane === next));
  }
}
