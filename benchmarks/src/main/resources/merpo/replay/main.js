/** Puts the page together: tracks, their scenes, the curves and the clock. */
import { Curves, plain } from "merpo/curves";
import * as picture from "merpo/picture";
import { Player } from "merpo/player";
import { Point } from "merpo/point";
import { Robot } from "merpo/robot";
import { Stage } from "merpo/stage";
import { seen } from "merpo/theme";
import { Track } from "merpo/track";

const replay = JSON.parse(document.getElementById("replay").textContent);
const tracks = replay.tracks.map((given) => new Track({ ...given, color: seen(given.color) }));
const columns = tracks.length <= 3 ? tracks.length : Math.ceil(tracks.length / 2);
const views = document.getElementById("views");

function text(parent, type, name, words) {
  const element = document.createElement(type);
  element.className = name;
  element.textContent = words;
  parent.append(element);
  return element;
}

/** The frame around one robot: title, numbers, and what is to be said once it has ended. */
function view(track) {
  const frame = text(views, "div", "view", "");
  const label = text(frame, "div", "label", "");
  const title = text(label, "div", "title", "");
  text(title, "i", "", "").style.background = track.color;
  text(title, "span", "", track.title);
  text(label, "div", "about", `${track.task ? `${track.task} \u00b7 ` : ""}return ${plain(track.total, 2)} in ${track.steps} steps${track.ending ? ` \u00b7 ${track.ending}` : ""}`);
  const ended = text(frame, "div", "ended", track.ended);
  ended.hidden = true;
  return { frame, ended };
}

function scene(track, element) {
  return track.kind === "point"
    ? new Point(track, element, Point.extent(tracks))
    : new Robot(track, element, track.tinted);
}

function open() {
  views.style.setProperty("--columns", columns);
  const frames = tracks.map(view);
  const scenes = tracks.map((track, i) => scene(track, frames[i].frame));
  const curves = new Curves(tracks, replay.clocked);
  const words = picture.asked();
  if (words) {
    picture.draw(words, tracks, scenes, curves, columns);
    return;
  }
  const stage = new Stage(document.getElementById("stage"), scenes);
  const plot = document.getElementById("plot");
  const ink = plot.getContext("2d");
  const player = new Player(Math.min(...tracks.map((track) => track.step)), curves.end, replay.clocked, show);
  let due = false;

  function render() {
    due = false;
    stage.draw(player.time);
    ink.clearRect(0, 0, plot.clientWidth, plot.clientHeight);
    curves.draw(ink, plot.clientWidth, plot.clientHeight, player.time);
    tracks.forEach((track, i) => {
      frames[i].ended.hidden = !track.over(player.time);
    });
    document.documentElement.dataset.shown = player.time;
  }

  function show() {
    if (!due) {
      due = true;
      requestAnimationFrame(render);
    }
  }

  function resize() {
    const density = Math.min(window.devicePixelRatio, 2);
    const outer = views.getBoundingClientRect();
    const boxes = frames.map(({ frame }) => {
      const box = frame.getBoundingClientRect();
      return { x: box.x - outer.x, y: box.y - outer.y, width: box.width, height: box.height };
    });
    stage.resize(outer.width, outer.height, boxes, density);
    plot.width = plot.clientWidth * density;
    plot.height = plot.clientHeight * density;
    ink.setTransform(density, 0, 0, density, 0, 0);
    show();
  }

  scenes.forEach((one, i) => {
    one.world.controls.addEventListener("change", show);
    frames[i].frame.addEventListener("dblclick", () => {
      one.reset(player.time);
      show();
    });
  });
  const follow = document.getElementById("follow");
  follow.checked = replay.clocked;
  follow.addEventListener("change", () => {
    scenes.forEach((one) => one.world.follow(follow.checked));
    show();
  });
  const seek = (event) => {
    const time = curves.timeAt(event.offsetX, event.offsetY);
    if (time !== undefined) {
      player.go(time);
    }
  };
  plot.addEventListener("pointerdown", (event) => {
    plot.setPointerCapture(event.pointerId);
    player.pause();
    seek(event);
  });
  plot.addEventListener("pointermove", (event) => event.buttons === 1 && seek(event));
  new ResizeObserver(resize).observe(views);
  resize();
  player.go(0);
}

try {
  open();
} catch (failure) {
  const notice = document.createElement("p");
  notice.className = "notice";
  notice.textContent = `This browser cannot draw the replay: ${failure.message}. It needs WebGL 2.`;
  views.replaceWith(notice);
  throw failure;
}
