/** A robot of rigid bodies: the model's own geometry, posed by the frames of its track. */
import * as THREE from "three";
import { Ground } from "merpo/ground";
import { World } from "merpo/world";

const POSE = 7; // x, y, z, then quaternion w, x, y, z
const UPRIGHT = new THREE.Matrix4().makeRotationX(Math.PI / 2); // three's y is the model's z
const SMOOTH = 0.4; // s, to either side: the camera does not shake with the robot

const HOME = { direction: new THREE.Vector3(0.34, -1, 0.3), distance: 4.2, wide: 1.05, follows: true };

function geometry({ shape, size }) {
  switch (shape) {
    case "sphere": return new THREE.SphereGeometry(size[0], 40, 24);
    case "capsule": return new THREE.CapsuleGeometry(size[0], 2 * size[1], 14, 32).applyMatrix4(UPRIGHT);
    case "cylinder": return new THREE.CylinderGeometry(size[0], size[0], 2 * size[1], 40).applyMatrix4(UPRIGHT);
    case "box": return new THREE.BoxGeometry(2 * size[0], 2 * size[1], 2 * size[2]);
    case "ellipsoid": return new THREE.SphereGeometry(1, 40, 24).scale(size[0], size[1], size[2]);
    default: return new THREE.SphereGeometry(0.03, 12, 8); // its surface is unknown: a dot
  }
}

export class Robot {
  constructor(track, element, tinted) {
    this.track = track;
    const moving = track.geoms.map((geom, i) => ({ geom, i })).filter(({ geom }) => geom.body > 0 && geom.rgba[3] > 0);
    this.columns = moving.map(({ i }) => i * POSE);
    this.path = this.centres();
    this.world = new World(element, this.reach(moving), HOME);
    this.parts = moving.map(({ geom }) => this.part(geom, tinted ? new THREE.Color(track.color) : undefined));
    const floor = track.geoms.findIndex((geom) => geom.shape === "plane");
    const height = floor < 0 ? 0 : track.frames[floor * POSE + 2];
    this.ground = new Ground(this.world.scene, height, 1, true);
  }

  part(geom, tint) {
    const colour = tint ?? new THREE.Color().setRGB(geom.rgba[0], geom.rgba[1], geom.rgba[2], THREE.SRGBColorSpace);
    const mesh = new THREE.Mesh(geometry(geom), new THREE.MeshStandardMaterial({
      color: colour, roughness: 0.5, metalness: 0.05, transparent: geom.rgba[3] < 1, opacity: geom.rgba[3] }));
    mesh.name = geom.name;
    mesh.castShadow = mesh.receiveShadow = true;
    this.world.scene.add(mesh);
    return mesh;
  }

  /** Middle of the moving parts in each frame. */
  centres() {
    const { track, columns } = this;
    return Array.from({ length: track.count }, (_, frame) => {
      const sum = new THREE.Vector3();
      for (const column of columns) {
        const at = frame * track.width + column;
        sum.add(new THREE.Vector3(track.frames[at], track.frames[at + 1], track.frames[at + 2]));
      }
      return sum.divideScalar(columns.length);
    });
  }

  /** Radius of the robot around its middle, as it starts. */
  reach(moving) {
    return Math.max(0.2, ...moving.map(({ geom, i }) => {
      const at = new THREE.Vector3().fromArray(this.track.frames, i * POSE);
      return at.distanceTo(this.path[0]) + Math.max(geom.size[0], geom.size[1], geom.size[2]);
    }));
  }

  /** Where the camera looks: the path, smoothed over time; its height is that of the whole track. */
  target(time) {
    const { track, path } = this;
    const middle = Math.min(time / track.step, track.count - 1);
    const half = SMOOTH / track.step;
    const sum = new THREE.Vector3();
    let weights = 0;
    for (let frame = Math.max(0, Math.ceil(middle - half)); frame <= Math.min(track.count - 1, middle + half); frame++) {
      const weight = 1 - Math.abs(frame - middle) / (half + 1);
      sum.addScaledVector(path[frame], weight);
      weights += weight;
    }
    const target = weights > 0 ? sum.divideScalar(weights) : path[Math.round(middle)].clone();
    this.height ??= path.reduce((height, centre) => height + centre.z, 0) / path.length;
    target.z = this.height;
    return target;
  }

  show(time) {
    const { track } = this;
    const { first, second, part } = track.around(time);
    const turn = new THREE.Quaternion();
    const place = new THREE.Vector3();
    this.parts.forEach((mesh, k) => {
      const a = first * track.width + this.columns[k];
      const b = second * track.width + this.columns[k];
      const f = track.frames;
      mesh.position.fromArray(f, a).lerp(place.fromArray(f, b), part);
      mesh.quaternion.set(f[a + 4], f[a + 5], f[a + 6], f[a + 3]).slerp(turn.set(f[b + 4], f[b + 5], f[b + 6], f[b + 3]), part);
    });
    const target = this.target(time);
    this.world.look(target);
    this.ground.surround(this.world.controls.target.x, this.world.controls.target.y);
  }

  reset(time) {
    this.world.reset(this.target(time));
  }
}
