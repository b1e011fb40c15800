// How cards, lines and headings look on a canvas. Colours come from the style sheet, so that light, dark
// and print are decided in one place.

const FONT = 'system-ui, "Noto Sans", sans-serif';
const LINE = 14;
const GLYPHS = {
  document: "■", cited: "□", group: "◆", task: "●", "key-task": "★", objective: "◎", duty: "◐", report: "◇",
  agency: "▲", "agency-group": "△", instrument: "▣",
};
const DASHES = { planned: [9, 4], inferred: [1.5, 3.5], low: [4, 3] };
const WIDTHS = { ledBy: 1.9, contains: 1 };
const NOTE_WIDTH = 80;

// Each colour is looked up once: asking for a computed style is slow on a long page.
function readTheme() {
  const style = getComputedStyle(document.documentElement);
  const known = new Map();
  return (name, fallback = "edge") => {
    if (!known.has(name)) known.set(name, style.getPropertyValue(`--${name}`).trim() || style.getPropertyValue(`--${fallback}`).trim());
    return known.get(name);
  };
}

function wrapText(ctx, text, width, maxLines) {
  const lines = [""];
  for (const word of text.split(/[ \t\n]+/u)) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (ctx.measureText(longer).width <= width || !lines.at(-1)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.length <= maxLines ? lines : shortened(ctx, lines, width, maxLines);
}

function shortened(ctx, lines, width, maxLines) {
  let last = lines[maxLines - 1];
  while (last && ctx.measureText(`${last}…`).width > width) last = last.slice(0, -1).trimEnd();
  return [...lines.slice(0, maxLines - 1), `${last}…`];
}

function font(size, weight = "normal") {
  return `${weight} ${size}px ${FONT}`;
}

// The words of a card, broken into lines once: they do not depend on the zoom.
function typeset(ctx, node, rows) {
  const beside = node.lane === rows;
  const strong = node.kind === "document";
  ctx.font = font(12, "600");
  const badge = node.badge ? Math.max(20, ctx.measureText(node.badge).width + 8) : 0;
  const glyph = beside || node.kind.startsWith("agency") ? 14 : 0;
  const left = 11 + glyph + badge;
  ctx.font = font(11);
  const note = node.note ? wrapText(ctx, node.note, beside ? NOTE_WIDTH : node.width - left - 8, 2) : [];
  const free = Math.round((node.height - 8) / LINE) - (beside ? 0 : note.length);
  ctx.font = font(12, strong ? "600" : "normal");
  const width = node.width - left - 8 - (beside ? NOTE_WIDTH + 6 : 0);
  return { beside, strong, glyph, left, note, label: wrapText(ctx, node.label, width, Math.max(1, free)) };
}

function drawCard(ctx, node, state, theme, rows) {
  node.text ??= typeset(ctx, node, rows);
  const { beside, strong, glyph, left, note, label } = node.text;
  const x = node.x - node.width / 2;
  const y = node.y - node.height / 2;
  const tint = theme(`kind-${node.kind}`, "kind-group");
  ctx.globalAlpha = state.faded ? 0.32 : 1;
  ctx.beginPath();
  ctx.roundRect(x, y, node.width, node.height, 5);
  ctx.fillStyle = strong ? tint : theme(node.kind === "group" ? "heading" : "card");
  ctx.fill();
  ctx.lineWidth = state.selected ? 2.5 : 1;
  ctx.strokeStyle = state.selected ? theme("focus") : state.hovered ? tint : theme("border");
  ctx.stroke();
  if (!strong) drawStripe(ctx, x, y, node, tint);
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  const top = node.y - ((label.length + (beside ? 0 : note.length)) * LINE) / 2;
  if (glyph) drawText(ctx, [GLYPHS[node.kind] ?? ""], x + 9, top, tint, font(10));
  if (node.badge) drawText(ctx, [node.badge], x + 9 + glyph, top, theme("muted"), font(12, "600"));
  drawText(ctx, label, x + left, top, strong ? theme("on-document") : theme("ink"), font(12, strong ? "600" : "normal"));
  const quiet = strong ? theme("on-document") : theme(beside ? "deadline" : "muted");
  const noteTop = beside ? top : top + label.length * LINE;
  drawText(ctx, note, beside ? x + node.width - NOTE_WIDTH - 4 : x + left, noteTop, quiet, font(11));
  ctx.globalAlpha = 1;
}

function drawStripe(ctx, x, y, node, tint) {
  ctx.beginPath();
  ctx.roundRect(x, y, 4, node.height, [5, 0, 0, 5]);
  ctx.fillStyle = tint;
  ctx.fill();
}

function drawText(ctx, lines, x, top, colour, face) {
  ctx.font = face;
  ctx.fillStyle = colour;
  lines.forEach((line, index) => ctx.fillText(line, x, top + LINE * (index + 0.5)));
}

// From border to border, leaving and arriving level; within a lane a bow on the right side.
function edgePath(edge) {
  const { a, b } = edge;
  const path = new Path2D();
  const same = a.lane === b.lane;
  const right = b.lane > a.lane;
  const startX = a.x + (same || right ? a.width : -a.width) / 2;
  const endX = b.x + (same || !right ? b.width : -b.width) / 2;
  const bend = same ? 34 : (endX - startX) * 0.5;
  path.moveTo(startX, a.y);
  path.bezierCurveTo(startX + bend, a.y, endX + (same ? bend : -bend), b.y, endX, b.y);
  edge.tip = { x: endX, y: b.y, direction: same || !right ? -1 : 1 };
  return path;
}

function drawEdge(ctx, edge, state, theme) {
  const colour = theme(`edge-${edge.kind}`, "edge");
  ctx.globalAlpha = state.faded ? 0.1 : state.lit ? 1 : 0.62;
  ctx.strokeStyle = colour;
  ctx.lineWidth = (WIDTHS[edge.kind] ?? 1.3) * (state.lit ? 1.7 : 1);
  ctx.setLineDash(DASHES[edge.appearance] ?? []);
  ctx.stroke(edge.path);
  ctx.setLineDash([]);
  if (edge.kind !== "contains") drawArrow(ctx, edge.tip, colour);
  ctx.globalAlpha = 1;
}

function drawArrow(ctx, tip, colour) {
  ctx.beginPath();
  ctx.moveTo(tip.x, tip.y);
  ctx.lineTo(tip.x - 7 * tip.direction, tip.y - 3.5);
  ctx.lineTo(tip.x - 7 * tip.direction, tip.y + 3.5);
  ctx.fillStyle = colour;
  ctx.fill();
}

// Headings stay at the top of the screen while the picture moves below them; `scale` keeps their size.
function drawHeadings(ctx, lanes, top, scale, theme) {
  const height = 28 / scale;
  ctx.fillStyle = theme("page");
  ctx.fillRect(-1e5, top, 2e5, height);
  ctx.fillStyle = theme("border");
  ctx.fillRect(-1e5, top + height - 1 / scale, 2e5, 1 / scale);
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = theme("muted");
  for (const lane of lanes) {
    ctx.font = font(Math.min(12 / scale, 16), "600");
    const [line] = wrapText(ctx, lane.label, lane.width + 16, 1);
    ctx.fillText(line, lane.x, top + height / 2);
  }
}
