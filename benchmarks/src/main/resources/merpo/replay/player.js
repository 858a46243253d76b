/** The clock: plays, pauses and jumps; slider, keys and buttons are its hands. */

const STEPS_PER_SECOND = 4; // where the environment has no clock of its own

export class Player {
  /** @param show draws a moment; called whenever the time has changed */
  constructor(step, end, clocked, show) {
    Object.assign(this, { step, end, clocked, show });
    this.time = 0;
    this.playing = false;
    this.rate = 1;
    this.button = document.getElementById("play");
    this.slider = document.getElementById("time");
    this.clock = document.getElementById("clock");
    this.slider.max = end;
    this.slider.step = step;
    this.slider.addEventListener("input", () => this.go(Number(this.slider.value)));
    this.button.addEventListener("click", () => this.toggle());
    document.getElementById("speed").addEventListener("change", (event) => {
      this.rate = Number(event.target.value);
    });
    document.addEventListener("keydown", (event) => this.key(event));
  }

  key(event) {
    if (event.target.tagName === "SELECT" || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const steps = event.shiftKey ? 10 : 1;
    const act = {
      " ": () => this.toggle(),
      ArrowLeft: () => this.stepBy(-steps),
      ArrowRight: () => this.stepBy(steps),
      Home: () => this.go(0),
      End: () => this.go(this.end),
      f: () => document.getElementById("follow").click(),
    }[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  }

  stepBy(steps) {
    this.pause();
    this.go((Math.round(this.time / this.step) + steps) * this.step);
  }

  go(time) {
    this.time = Math.min(Math.max(time, 0), this.end);
    this.slider.value = this.time;
    this.clock.value = this.clocked
      ? `${this.time.toFixed(2)} / ${this.end.toFixed(2)} s`
      : `step ${Math.floor(this.time + 1e-6)} / ${this.end}`;
    this.show(this.time);
  }

  toggle() {
    if (this.playing) {
      this.pause();
    } else {
      this.play();
    }
  }

  play() {
    if (this.time >= this.end - 1e-9) {
      this.go(0);
    }
    this.playing = true;
    this.mark();
    let before;
    const tick = (now) => {
      if (!this.playing) {
        return;
      }
      const passed = Math.min((now - (before ?? now)) / 1000, 0.5);
      before = now;
      this.go(this.time + passed * this.rate * (this.clocked ? 1 : STEPS_PER_SECOND));
      if (this.time >= this.end) {
        this.pause();
      } else {
        requestAnimationFrame(tick);
      }
    };
    requestAnimationFrame(tick);
  }

  pause() {
    this.playing = false;
    this.mark();
  }

  mark() {
    this.button.classList.toggle("playing", this.playing);
    this.button.setAttribute("aria-label", this.playing ? "Pause" : "Play");
  }
}
