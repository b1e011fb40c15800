// The pane beside the picture: what a card or a line says and the words it rests on. Text is only ever set
// as text.

const OPEN_QUOTES = 6; // with more relations the quotes wait behind a click

function element(name, options = {}, ...children) {
  const { text, className, ...attributes } = options;
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter(Boolean));
  return made;
}

class DetailsPane {
  constructor(pane, model, go) {
    Object.assign(this, { pane, model, go, blank: [...pane.childNodes] });
  }

  show(thing) {
    if (!thing) this.pane.replaceChildren(...this.blank);
    else this.pane.replaceChildren(this.closer(), ...(thing.a ? this.edge(thing) : this.node(thing)));
    this.pane.scrollTop = 0;
  }

  closer() {
    const button = element("button", { type: "button", className: "close", text: "×", "aria-label": this.model.words.close });
    button.addEventListener("click", () => this.go(null));
    return button;
  }

  node(node) {
    const list = element("dl");
    for (const [name, value] of node.detail) list.append(element("dt", { text: name }), element("dd", { text: value }));
    const relations = node.edges.filter((edge) => edge.kind !== "contains" || node.kind !== "document");
    return [
      element("p", { className: "kind", "data-kind": node.kind, text: this.model.kinds[node.kind] ?? node.kind }),
      element("h2", { text: [node.badge && `${node.badge}.`, node.label].filter(Boolean).join(" ") }),
      list,
      ...node.evidence.slice(0, 1).map((quote) => this.quote(quote)),
      node.evidence.length > 1 ? this.quotes(node.evidence.slice(1), false) : "",
      relations.length ? element("h3", { text: `${this.model.words.relations} (${relations.length})` }) : "",
      ...this.relations(node, relations),
      node.iri ? element("p", { className: "iri", text: node.iri }) : "",
    ];
  }

  // One list for each kind of relation; what arrives is parted by kind, for a task is no standing duty.
  relations(node, edges) {
    const groups = new Map();
    for (const edge of edges) {
      const arriving = edge.a.kind === "group" ? "" : ` · ${this.model.kinds[edge.a.kind] ?? edge.a.kind}`;
      const name = edge.a === node ? `${edge.label} →` : `← ${edge.label}${arriving}`;
      groups.set(name, [...(groups.get(name) ?? []), edge]);
    }
    return [...groups].map(([name, members]) => {
      const items = members.map((edge) => element("li", {}, ...this.relation(edge, edge.a === node ? edge.b : edge.a, edges.length <= OPEN_QUOTES)));
      return element("div", {}, element("h4", { text: members.length > 1 ? `${name} (${members.length})` : name }), element("ul", {}, ...items));
    });
  }

  relation(edge, other, open) {
    return [this.link(other), this.tags(edge), edge.evidence.length ? this.quotes(edge.evidence, open) : null];
  }

  quotes(evidence, open) {
    const { quote } = this.model.words;
    const summary = element("summary", { text: evidence.length > 1 ? `${quote} (${evidence.length})` : quote });
    const made = element("details", {}, summary, ...evidence.map((one) => this.quote(one)));
    made.open = open;
    return made;
  }

  edge(edge) {
    const quotes = edge.evidence.map((quote) => this.quote(quote));
    return [
      element("p", { className: "kind", text: this.model.words.relations }),
      element("h2", { className: "triple" }, this.link(edge.a), element("em", { text: edge.label }), this.link(edge.b)),
      this.tags(edge, true),
      ...(quotes.length ? quotes : [element("p", { className: "empty", text: this.model.words.no_quote })]),
    ];
  }

  tags(edge, always = false) {
    const { words, statuses } = this.model;
    if (edge.kind === "contains" || (edge.appearance === "extracted" && !always)) return null;
    const sure = edge.confidence === null ? null : `${words.confidence} ${String(edge.confidence).replace(".", words.decimal)}`;
    const text = [statuses[edge.appearance], sure].filter(Boolean).join(" · ");
    return element("p", { className: `tag ${edge.appearance}`, text });
  }

  link(node) {
    const button = element("button", { type: "button", className: "link", text: node.badge ? `${node.badge}. ${node.label}` : node.label });
    button.addEventListener("click", () => this.go(node));
    return button;
  }

  quote({ prefix, text, suffix, document: source, place, rule }) {
    const footer = element("footer", { text: [source, place].filter(Boolean).join(" · ") });
    if (rule) footer.append(` · ${this.model.words.rule} `, element("code", { text: rule }));
    return element("blockquote", {}, prefix && `…${prefix}`, element("mark", { text }), suffix && `${suffix}…`, footer);
  }
}
