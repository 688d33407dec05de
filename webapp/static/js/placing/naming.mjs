// How a box is called aloud.
const shown = (value) => String(Math.round(value * 10) / 10);

const fill = (words, facts) => words.replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);

export class Naming {
  constructor(given) {
    Object.assign(this, { words: given.words, kinds: given.kinds, marks: given.marks });
    this.parties = new Map(given.parties.map((party) => [party.id, party]));
  }

  party(box) {
    return this.parties.get(box.party);
  }

  kind(box) {
    return box.label || this.kinds[box.kind];
  }

  // What there is room for in the box itself.
  mark(box) {
    return box.label || this.marks[box.kind];
  }

  short(box) {
    return fill(this.words.short, { party: this.party(box).name, kind: this.kind(box) });
  }

  of(box) {
    return fill(this.words.box, { party: this.party(box).name, kind: this.kind(box), ...this.facts(box) });
  }

  place(box) {
    return fill(this.words.moved, this.facts(box));
  }

  size(box) {
    return fill(this.words.size, this.facts(box));
  }

  told(word, facts = {}) {
    return fill(this.words[word], facts);
  }

  facts(box) {
    return {
      page: box.page,
      left: shown(box.left),
      top: shown(box.top),
      width: shown(box.width),
      height: shown(box.height),
    };
  }
}

// Says the last thing only, once the keys rest.
export class Voice {
  constructor(region) {
    this.region = region;
  }

  say(words) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      this.region.textContent = words;
    }, 150);
  }
}
