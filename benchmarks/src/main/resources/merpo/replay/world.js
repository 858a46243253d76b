/** What every scene has: light with shadows, a camera that orbits and follows, z upwards. */
import * as THREE from "three";
import { OrbitControls } from "three/orbit";
import { theme } from "merpo/theme";

const FIELD = 32; // degrees that are seen from top to bottom, where the view is wide enough

export class World {
  /**
   * @param element that takes the mouse
   * @param reach radius of what is looked at [m]
   * @param home camera's direction from its target, its distance in units of reach, and the least width to height
   *     of a view that shows enough
   */
  constructor(element, reach, home) {
    this.reach = reach;
    this.home = home;
    this.scene = new THREE.Scene();
    this.scene.background = new THREE.Color(theme.sky);
    this.scene.fog = new THREE.Fog(theme.sky, home.distance * reach * 1.6, home.distance * reach * 5);
    this.camera = new THREE.PerspectiveCamera(FIELD, 1, 0.02 * reach, 200 * reach);
    this.camera.up.set(0, 0, 1);
    this.controls = new OrbitControls(this.camera, element);
    this.controls.enableDamping = false;
    this.controls.maxPolarAngle = Math.PI / 2 - 0.02;
    this.controls.minDistance = 0.6 * reach;
    this.controls.maxDistance = 30 * reach;
    this.follows = home.follows;
    this.light();
  }

  light() {
    this.scene.add(new THREE.HemisphereLight("#ffffff", theme.haze, theme.glow));
    this.sun = new THREE.DirectionalLight("#fffaf3", theme.sun);
    this.sun.castShadow = true;
    this.sun.shadow.mapSize.set(1024, 1024);
    const range = 3.2 * this.reach;
    Object.assign(this.sun.shadow.camera,
      { left: -range, right: range, top: range, bottom: -range, near: 0.1, far: 14 * this.reach });
    this.sun.shadow.normalBias = 0.03;
    this.sun.shadow.bias = -0.001;
    this.sun.shadow.radius = 4;
    this.scene.add(this.sun, this.sun.target);
  }

  /** Keeps what is looked at within the view, however narrow that is. */
  fit(aspect) {
    const half = THREE.MathUtils.degToRad(FIELD / 2);
    this.camera.fov = 2 * THREE.MathUtils.radToDeg(Math.atan(Math.tan(half) * Math.max(1, this.home.wide / aspect)));
    this.camera.aspect = aspect;
    this.camera.updateProjectionMatrix();
  }

  /** Looks at a place from where it began. */
  reset(target) {
    this.seen = target.clone();
    this.controls.target.copy(target);
    this.camera.position.copy(this.home.direction).normalize().multiplyScalar(this.home.distance * this.reach).add(target);
    this.controls.update();
  }

  /** Moves light and, if it follows, the camera with what is looked at. */
  look(target) {
    this.sun.target.position.copy(target);
    this.sun.position.set(-1.6, -2.2, 4.6).multiplyScalar(this.reach).add(target);
    if (!this.seen) {
      this.reset(target);
    } else if (this.follows) {
      const moved = target.clone().sub(this.seen);
      this.camera.position.add(moved);
      this.controls.target.add(moved);
      this.seen.copy(target);
      this.camera.lookAt(this.controls.target);
    }
  }

  /** Goes on following from where the robot is now. */
  follow(yes) {
    if (yes && !this.follows && this.seen) {
      this.seen.copy(this.controls.target);
    }
    this.follows = yes;
  }
}
