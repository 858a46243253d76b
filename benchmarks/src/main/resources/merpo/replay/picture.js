/**
 * Pictures of moments for papers, asked for in the page's address:
 * #picture&width=960&height=540&times=0,0.5,1. They replace the page, one data URL per line.
 */
import { Stage } from "merpo/stage";

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif";
const GAP = 6;

export function asked() {
  const words = new URLSearchParams(location.hash.slice(1));
  return words.has("picture") ? words : undefined;
}

function boxes(count, columns, width, height) {
  const rows = Math.ceil(count / columns);
  const w = (width - GAP * (columns - 1)) / columns;
  const h = (height - GAP * (rows - 1)) / rows;
  return Array.from({ length: count }, (_, i) => ({
    x: (i % columns) * (w + GAP), y: Math.floor(i / columns) * (h + GAP), width: w, height: h }));
}

function caption(ink, track, box, time) {
  ink.fillStyle = track.color;
  ink.beginPath();
  ink.arc(box.x + 16, box.y + 18, 5, 0, 7);
  ink.fill();
  ink.fillStyle = "#2b333f";
  ink.font = `600 14px ${FONT}`;
  ink.textBaseline = "middle";
  ink.textAlign = "left";
  ink.fillText(track.title, box.x + 28, box.y + 18.5, box.width - 40);
  if (track.over(time)) {
    ink.font = `12px ${FONT}`;
    ink.fillStyle = "#667080";
    ink.fillText(track.ended, box.x + 28, box.y + 36, box.width - 40);
  }
}

export function draw(words, tracks, scenes, curves, columns) {
  const width = Number(words.get("width"));
  const height = Number(words.get("height"));
  const plot = Math.round(Math.min(0.34 * height, 210));
  const stage = new Stage(document.createElement("canvas"), scenes);
  const places = boxes(tracks.length, columns, width, height - plot);
  stage.resize(width, height - plot, places, 1);
  const paper = document.createElement("canvas");
  paper.width = width;
  paper.height = height;
  const ink = paper.getContext("2d");
  const pictures = words.get("times").split(",").map(Number).map((time) => {
    ink.fillStyle = "#ffffff";
    ink.fillRect(0, 0, width, height);
    stage.draw(time);
    for (const { x, y, width: w, height: h } of places) {
      ink.drawImage(stage.canvas, x, y, w, h, x, y, w, h);
    }
    tracks.forEach((track, i) => caption(ink, track, places[i], time));
    curves.draw(ink, width, plot - 6, time, 0, height - plot + 6);
    return paper.toDataURL("image/png");
  });
  const list = document.createElement("pre");
  list.id = "pictures";
  list.textContent = pictures.join("\n");
  document.head.replaceChildren();
  document.body.replaceChildren(list);
}
