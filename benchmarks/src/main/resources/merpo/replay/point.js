/** A point robot: its plane seen from above, with goal, wind and the trail it leaves. */
import * as THREE from "three";
import { Ground } from "merpo/ground";
import { theme } from "merpo/theme";
import { World } from "merpo/world";

const GOAL = "#c8372d";
const WIND = "#8b97a8";
const RADIUS = 0.035; // m, of the robot as it is drawn
const TRAIL = 0.018; // m, wide
const WIND_SCALE = 4; // steps of drift that an arrow shows

export class Point {
  /** @param box what all points of the page need, so that they are seen at one scale */
  constructor(track, element, box) {
    this.track = track;
    this.middle = box.getCenter(new THREE.Vector3()).setZ(0);
    const size = box.getSize(new THREE.Vector3());
    const home = { direction: new THREE.Vector3(0, -0.27, 1), distance: 2.5, wide: 1.5, follows: false };
    this.world = new World(element, Math.max(0.5 * size.x, 0.92 * size.y, 0.6), home);
    this.world.sun.shadow.normalBias = 0.004;
    this.ground = new Ground(this.world.scene, 0, 0.25, false);
    this.robot = this.add(new THREE.SphereGeometry(RADIUS, 40, 24), track.color, RADIUS);
    this.robot.castShadow = true;
    this.ring(track.frames[0], track.frames[1], 0.03, 0.04, theme.ink);
    if (track.goal) {
      this.ring(track.goal[0], track.goal[1], 0.055, 0.075, GOAL);
      this.ring(track.goal[0], track.goal[1], 0, 0.03, GOAL);
    }
    if (track.wind) {
      this.breeze(box);
    }
    this.makeTrail();
  }

  /** Paths and goals, with a margin. */
  static extent(tracks) {
    const box = new THREE.Box3();
    for (const track of tracks) {
      for (let frame = 0; frame < track.count; frame++) {
        box.expandByPoint(new THREE.Vector3(track.frames[2 * frame], track.frames[2 * frame + 1], 0));
      }
      if (track.goal) {
        box.expandByPoint(new THREE.Vector3(track.goal[0], track.goal[1], 0));
      }
    }
    return box.expandByVector(new THREE.Vector3(0.15, 0.2, 0));
  }

  add(geometry, colour, height) {
    const mesh = new THREE.Mesh(geometry, new THREE.MeshStandardMaterial({ color: colour, roughness: 0.6 }));
    mesh.position.z = height;
    this.world.scene.add(mesh);
    return mesh;
  }

  ring(x, y, inner, outer, colour) {
    this.add(new THREE.RingGeometry(inner, outer, 48), colour, 0.003).position.set(x, y, 0.003);
  }

  /** The wind as arrows on the plane: direction, and the drift of a few steps as length. */
  breeze(box) {
    const [x, y] = this.track.wind;
    const speed = Math.hypot(x, y);
    if (speed < 1e-6) {
      return;
    }
    const length = WIND_SCALE * speed;
    const head = Math.min(0.05, 0.5 * length);
    const shape = new THREE.Shape();
    const w = 0.006;
    shape.moveTo(-length / 2, -w).lineTo(length / 2 - head, -w).lineTo(length / 2 - head, -3.4 * w).lineTo(length / 2, 0)
      .lineTo(length / 2 - head, 3.4 * w).lineTo(length / 2 - head, w).lineTo(-length / 2, w);
    const geometry = new THREE.ShapeGeometry(shape);
    const columns = 5;
    for (let i = 0; i < columns; i++) {
      for (const side of [0, 1]) {
        const arrow = this.add(geometry, WIND, 0.002);
        arrow.position.x = box.min.x + (i + 0.5) / columns * (box.max.x - box.min.x);
        arrow.position.y = side ? box.max.y : box.min.y;
        arrow.rotation.z = Math.atan2(y, x);
      }
    }
  }

  makeTrail() {
    const { track } = this;
    this.trail = new THREE.BufferGeometry();
    this.trail.setAttribute("position", new THREE.BufferAttribute(new Float32Array(track.count * 18), 3));
    const band = new THREE.Mesh(this.trail,
      new THREE.MeshBasicMaterial({ color: track.color, transparent: true, opacity: 0.55, side: THREE.DoubleSide }));
    band.frustumCulled = false;
    this.world.scene.add(band);
    this.stops = new THREE.InstancedMesh(
      new THREE.CircleGeometry(0.014, 24), new THREE.MeshBasicMaterial({ color: track.color }), track.count);
    this.stops.frustumCulled = false;
    const place = new THREE.Matrix4();
    for (let frame = 0; frame < track.count; frame++) {
      this.stops.setMatrixAt(frame, place.makeTranslation(track.frames[2 * frame], track.frames[2 * frame + 1], 0.006));
    }
    this.world.scene.add(this.stops);
  }

  /** A flat band from start to where the robot is. */
  drawTrail(first, x, y) {
    const { track } = this;
    const band = this.trail.attributes.position;
    let vertex = 0;
    for (let frame = 0; frame <= first; frame++) {
      const ax = track.frames[2 * frame];
      const ay = track.frames[2 * frame + 1];
      const bx = frame < first ? track.frames[2 * frame + 2] : x;
      const by = frame < first ? track.frames[2 * frame + 3] : y;
      const long = Math.hypot(bx - ax, by - ay) || 1;
      const nx = -(by - ay) / long * TRAIL / 2;
      const ny = (bx - ax) / long * TRAIL / 2;
      for (const [px, py] of [[ax + nx, ay + ny], [ax - nx, ay - ny], [bx + nx, by + ny],
        [bx + nx, by + ny], [ax - nx, ay - ny], [bx - nx, by - ny]]) {
        band.setXYZ(vertex++, px, py, 0.005);
      }
    }
    band.needsUpdate = true;
    this.trail.setDrawRange(0, vertex);
    this.stops.count = first + 1;
  }

  show(time) {
    const { first } = this.track.around(time);
    const x = this.track.number(0, time);
    const y = this.track.number(1, time);
    this.robot.position.set(x, y, RADIUS);
    this.drawTrail(first, x, y);
    this.world.look(this.target(time));
    this.ground.surround(this.middle.x, this.middle.y);
  }

  /** The whole plane; the robot itself where the camera follows. */
  target() {
    return this.world.follows ? this.robot.position.clone().setZ(0) : this.middle.clone();
  }

  reset() {
    this.world.reset(this.middle.clone());
  }
}
