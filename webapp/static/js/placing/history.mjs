// What was, to go back to: whole sets, for a set is small and a difference is easily wrong.
const LONGEST = 200;

export class History {
  constructor(first) {
    this.states = [first];
    this.now = 0;
  }

  get current() {
    return this.states[this.now];
  }

  // A run of small moves of the same box (`run`) is one step back.
  push(state, run = "") {
    const isRun = run && run === this.run && this.now > 0 && this.now === this.states.length - 1;
    this.states.length = isRun ? this.now : this.now + 1;
    this.states.push(state);
    this.states = this.states.slice(-LONGEST);
    this.now = this.states.length - 1;
    this.run = run;
  }

  step(by) {
    const wanted = this.states[this.now + by];
    if (wanted) {
      this.now += by;
      this.run = "";
    }
    return wanted;
  }

  can(by) {
    return this.states[this.now + by] !== undefined;
  }
}
