/** One rollout as the page was given it, with its numbers unpacked and a pose for every moment. */

const floats = (base64) => new Float32Array(Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)).buffer);

export class Track {
  constructor(given) {
    Object.assign(this, given);
    this.frames = floats(given.frames);
    this.count = this.frames.length / given.width; // frames; the state after the last step may be unknown
    this.series = given.series.map((one) => ({ ...one, values: floats(one.values) }));
    this.duration = this.steps * this.step;
  }

  /** The two frames around a moment and how far it lies between them; the last frame is held. */
  around(time) {
    const at = Math.min(Math.max(time / this.step, 0), this.count - 1);
    const first = Math.floor(at + 1e-9);
    return { first, second: Math.min(first + 1, this.count - 1), part: Math.max(at - first, 0) };
  }

  /** One number of the pose, interpolated. */
  number(column, time) {
    const { first, second, part } = this.around(time);
    const a = this.frames[first * this.width + column];
    return a + part * (this.frames[second * this.width + column] - a);
  }

  /** Steps that are done at a moment. */
  done(time) {
    return Math.min(Math.floor(time / this.step + 1e-6), this.steps);
  }

  /** What a curve shows at a moment: its value of the last step done, NaN before the first. */
  value(series, time) {
    const done = this.done(time);
    return done === 0 ? NaN : series.values[done - 1];
  }

  over(time) {
    return time > this.duration + 1e-6;
  }
}
