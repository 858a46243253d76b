/** The floor: squares that make motion visible, without an end, and distances written on it. */
import * as THREE from "three";
import { theme } from "merpo/theme";

const SIZE = 120; // m, beyond the fog
const LABEL_EVERY = 5; // m
const LABELS = 13;

function tile(colours) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 256;
  const ink = canvas.getContext("2d");
  ink.fillStyle = colours[0];
  ink.fillRect(0, 0, 256, 256);
  ink.fillStyle = colours[1];
  ink.fillRect(0, 0, 128, 128);
  ink.fillRect(128, 128, 128, 128);
  ink.strokeStyle = colours[2];
  ink.lineWidth = 3;
  for (const at of [0, 128, 256]) {
    ink.beginPath();
    ink.moveTo(at, 0);
    ink.lineTo(at, 256);
    ink.moveTo(0, at);
    ink.lineTo(256, at);
    ink.stroke();
  }
  const texture = new THREE.CanvasTexture(canvas);
  texture.wrapS = texture.wrapT = THREE.RepeatWrapping;
  texture.colorSpace = THREE.SRGBColorSpace;
  texture.anisotropy = 8;
  return texture;
}

function label(text) {
  const canvas = document.createElement("canvas");
  canvas.width = 256;
  canvas.height = 96;
  const ink = canvas.getContext("2d");
  ink.font = "600 62px system-ui, sans-serif";
  ink.textAlign = "center";
  ink.textBaseline = "middle";
  ink.fillStyle = theme.metres;
  ink.fillText(text, 128, 50);
  const texture = new THREE.CanvasTexture(canvas);
  texture.colorSpace = THREE.SRGBColorSpace;
  texture.anisotropy = 8;
  return texture;
}

export class Ground {
  /** @param square side of a square [m]; labels [m] are written only where squares are metres */
  constructor(scene, height, square, labelled) {
    this.square = square;
    const texture = tile(theme.floor);
    texture.repeat.set(SIZE / (2 * square), SIZE / (2 * square));
    this.plane = new THREE.Mesh(
      new THREE.PlaneGeometry(SIZE, SIZE),
      new THREE.MeshStandardMaterial({ map: texture, roughness: 1 }));
    this.plane.position.z = height;
    this.plane.receiveShadow = true;
    scene.add(this.plane);
    this.labels = [];
    this.textures = new Map();
    for (let i = 0; labelled && i < LABELS; i++) {
      const mesh = new THREE.Mesh(
        new THREE.PlaneGeometry(1.0, 0.375),
        new THREE.MeshBasicMaterial({ transparent: true, depthWrite: false }));
      mesh.position.set(0, 1.1, height + 0.004);
      scene.add(mesh);
      this.labels.push(mesh);
    }
  }

  /** Brings the squares and the nearest labels to a place, without moving what is painted on them. */
  surround(x, y) {
    const period = 2 * this.square;
    this.plane.position.x = Math.round(x / period) * period;
    this.plane.position.y = Math.round(y / period) * period;
    const first = (Math.round(x / LABEL_EVERY) - (LABELS - 1) / 2) * LABEL_EVERY;
    this.labels.forEach((mesh, i) => {
      const metres = first + i * LABEL_EVERY;
      if (!this.textures.has(metres)) {
        this.textures.set(metres, label(`${metres} m`.replace("-", "\u2212")));
      }
      mesh.position.x = metres;
      if (mesh.material.map !== this.textures.get(metres)) {
        mesh.material.map = this.textures.get(metres);
        mesh.material.needsUpdate = true;
      }
    });
  }
}
