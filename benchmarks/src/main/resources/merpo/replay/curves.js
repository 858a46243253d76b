/** Curves of all tracks over time, drawn on a 2-D canvas, with a cursor where the time slider is. */
import { theme } from "merpo/theme";

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif";
const LEFT = 46;
const RIGHT = 14;
const TOP = 30;
const BOTTOM = 24;

/** A round distance between ticks, so that about so many fit. */
function tick(range, wanted) {
  const raw = range / wanted;
  const power = 10 ** Math.floor(Math.log10(raw));
  return power * [1, 2, 5, 10].find((factor) => factor * power >= raw - 1e-12);
}

export function plain(number, digits) {
  const text = Number.isFinite(number) ? number.toFixed(digits) : "\u2013";
  return Number(text) === 0 ? text.replace("-", "") : text.replace("-", "\u2212");
}

export class Curves {
  constructor(tracks, clocked) {
    this.tracks = tracks;
    this.unit = clocked ? "s" : "steps";
    this.end = Math.max(...tracks.map((track) => track.duration));
    const names = [...new Set(tracks.flatMap((track) => track.series.map((one) => one.name)))];
    this.panels = names.map((name) => {
      const lines = tracks
        .map((track) => ({ track, series: track.series.find((one) => one.name === name) }))
        .filter(({ series }) => series);
      return { name, unit: lines[0].series.unit, lines, ...Curves.range(lines) };
    });
  }

  static range(lines) {
    let low = Infinity;
    let high = -Infinity;
    for (const { series } of lines) {
      for (const value of series.values) {
        if (Number.isFinite(value)) {
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
      }
    }
    if (!(high - low > 1e-9)) {
      low = Number.isFinite(low) ? low - 0.5 : -0.5;
      high = low + 1;
    }
    const pad = 0.06 * (high - low);
    return { low: low - pad, high: high + pad };
  }

  /** Draws all panels into a rectangle, side by side where it is wide. */
  draw(ink, width, height, time, x0 = 0, y0 = 0) {
    const columns = width >= 640 ? this.panels.length : 1;
    const rows = Math.ceil(this.panels.length / columns);
    this.places = this.panels.map((panel, i) => {
      const place = {
        x: x0 + (i % columns) * width / columns + LEFT,
        y: y0 + Math.floor(i / columns) * height / rows + TOP,
        w: width / columns - LEFT - RIGHT,
        h: height / rows - TOP - BOTTOM,
      };
      this.panel(ink, panel, place, time);
      return place;
    });
  }

  panel(ink, panel, { x, y, w, h }, time) {
    const toX = (t) => x + w * t / this.end;
    const toY = (v) => y + h * (panel.high - v) / (panel.high - panel.low);
    ink.save();
    ink.lineWidth = 1;
    ink.font = `11px ${FONT}`;
    ink.textBaseline = "middle";
    const step = tick(panel.high - panel.low, h / 34);
    const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    for (let k = Math.ceil(panel.low / step); k * step <= panel.high; k++) {
      ink.strokeStyle = theme.line;
      ink.beginPath();
      ink.moveTo(x, toY(k * step));
      ink.lineTo(x + w, toY(k * step));
      ink.stroke();
      ink.fillStyle = theme.soft;
      ink.textAlign = "right";
      ink.fillText(plain(k * step, digits), x - 7, toY(k * step));
    }
    const seconds = tick(this.end, w / 80);
    const timeDigits = Math.max(0, -Math.floor(Math.log10(seconds) + 1e-9));
    ink.textAlign = "center";
    for (let k = 0; k * seconds <= this.end + 1e-9; k++) {
      const last = (k + 1) * seconds > this.end + 1e-9;
      ink.fillText(plain(k * seconds, timeDigits) + (last ? ` ${this.unit}` : ""), toX(k * seconds) - (last ? 6 : 0), y + h + 13);
    }
    ink.textAlign = "left";
    ink.font = `600 12.5px ${FONT}`;
    ink.fillStyle = theme.ink;
    ink.fillText(panel.name, x, y - 15);
    const nameWidth = ink.measureText(panel.name).width;
    ink.font = `11px ${FONT}`;
    ink.fillStyle = theme.soft;
    const unit = panel.unit ? `[${panel.unit}]` : "";
    const unitEnd = x + nameWidth + 6 + ink.measureText(unit).width;
    const left = this.values(ink, panel, x + nameWidth, x + w, y - 15, time);
    if (unitEnd < left) {
      ink.textAlign = "left";
      ink.font = `11px ${FONT}`;
      ink.fillStyle = theme.soft;
      ink.fillText(unit, x + nameWidth + 6, y - 15);
    }
    ink.strokeStyle = theme.cursor;
    ink.beginPath();
    ink.moveTo(toX(time), y - 3);
    ink.lineTo(toX(time), y + h);
    ink.stroke();
    for (const line of panel.lines) {
      this.line(ink, line, toX, toY, time);
    }
    ink.restore();
  }

  /** Faint ahead of the cursor, full behind it. */
  line(ink, { track, series }, toX, toY, time) {
    const trace = (from, to) => {
      ink.beginPath();
      for (let k = from; k < to && Number.isFinite(series.values[k]); k++) {
        ink.lineTo(toX((k + 1) * track.step), toY(series.values[k]));
      }
      ink.stroke();
    };
    ink.strokeStyle = track.color;
    ink.lineJoin = "round";
    const done = track.done(time);
    ink.lineWidth = 1.3;
    ink.globalAlpha = theme.faint;
    trace(Math.max(0, done - 1), track.steps);
    ink.globalAlpha = 1;
    ink.lineWidth = 1.8;
    trace(0, done);
    if (Number.isFinite(track.value(series, time))) {
      ink.fillStyle = track.color;
      ink.beginPath();
      ink.arc(toX(done * track.step), toY(series.values[done - 1]), 3.2, 0, 7);
      ink.fill();
    }
  }

  /** The numbers at the cursor, from right to left, as precise as there is room; returns where they begin. */
  values(ink, panel, left, right, y, time) {
    ink.textAlign = "right";
    ink.font = `600 ${panel.lines.length > 2 ? 11 : 12}px ${FONT}`;
    const wide = (digits) => 8 + Math.max(...[panel.low, panel.high].map((number) => ink.measureText(plain(number, digits)).width));
    const digits = [2, 1, 0].find((count) => right - panel.lines.length * wide(count) >= left);
    if (digits === undefined) {
      return right;
    }
    for (const { track, series } of [...panel.lines].reverse()) {
      ink.fillStyle = track.color;
      ink.fillText(plain(track.value(series, time), digits), right, y);
      right -= wide(digits);
    }
    return right;
  }

  /** The time under a point of the canvas. */
  timeAt(x, y) {
    const place = this.places.find((p) => y >= p.y - TOP && y <= p.y + p.h + BOTTOM && x >= p.x - LEFT && x <= p.x + p.w + RIGHT);
    return place ? Math.min(Math.max((x - place.x) / place.w, 0), 1) * this.end : undefined;
  }
}
