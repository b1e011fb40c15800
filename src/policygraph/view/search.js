// Two indexes: exact (marks kept, one placement of tone marks) and folded (no marks, đ as d).
// They mirror policygraph.grammar.folding, and both sides of a comparison are folded here.

const TONES = ["\u0300", "\u0301", "\u0303", "\u0309", "\u0323"];
const MOVED = new Map();
for (const [first, second] of [["o", "a"], ["o", "e"], ["u", "y"]]) {
  for (const tone of TONES) {
    MOVED.set(first + (second + tone).normalize("NFC"), (first + tone).normalize("NFC") + second);
  }
}
const MOVABLE = new RegExp(`(?<!q)(?:${[...MOVED.keys()].join("|")})(?!\\p{L})`, "gu");

function exactKey(text) {
  const lower = text.normalize("NFC").toLowerCase().replace(/\s+/gu, " ").trim();
  return lower.replace(MOVABLE, (vowels) => MOVED.get(vowels));
}

function foldedKey(text) {
  const plain = text.replace(/[đĐÐ]/gu, "d").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[^a-z0-9]+/gu, " ").trim();
}

function hasMarks(text) {
  return /[đĐ\p{M}]/u.test(text.normalize("NFD"));
}

// Equal label > prefix > contains > every word somewhere, in the label before the details.
function rankOf(query, label, more) {
  if (label === query) return 0;
  if (label.startsWith(query)) return 1;
  if (label.includes(query)) return 2;
  if (more.includes(query)) return 3;
  const all = `${label} ${more}`;
  return query.split(" ").every((word) => all.includes(word)) ? 4 : -1;
}

class SearchIndex {
  // Agencies and documents come before rows of the same rank.
  constructor(nodes, rows) {
    this.entries = nodes.map((node, order) => {
      const more = [node.note, ...node.detail.map(([, value]) => value)].join(" ");
      return {
        node,
        order: order + (node.lane === rows ? nodes.length : 0),
        exact: [exactKey(node.label), exactKey(more)],
        folded: [foldedKey(node.label), foldedKey(more)],
      };
    });
  }

  find(query, limit = 12) {
    const exact = hasMarks(query) ? this.ranked("exact", exactKey(query)) : [];
    const found = exact.length ? exact : this.ranked("folded", foldedKey(query));
    return found.slice(0, limit).map((hit) => hit.node);
  }

  ranked(index, query) {
    if (!query) return [];
    const hits = this.entries.map((entry) => ({ ...entry, rank: rankOf(query, ...entry[index]) }));
    return hits.filter((hit) => hit.rank >= 0).sort((a, b) => a.rank - b.rank || a.order - b.order);
  }
}
