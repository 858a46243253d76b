/** All scenes through one renderer, each in a viewport of its own. */
import * as THREE from "three";

export class Stage {
  constructor(canvas, scenes) {
    this.scenes = scenes;
    this.renderer = new THREE.WebGLRenderer({ canvas, antialias: true });
    this.renderer.shadowMap.enabled = true;
    this.renderer.shadowMap.type = THREE.PCFSoftShadowMap;
    this.renderer.toneMapping = THREE.NeutralToneMapping;
    this.renderer.toneMappingExposure = 1.0;
    this.renderer.setScissorTest(true);
  }

  /** @param boxes x, y, width, height of each viewport from the top left [CSS px] */
  resize(width, height, boxes, density) {
    this.height = height;
    this.boxes = boxes;
    this.renderer.setPixelRatio(density);
    this.renderer.setSize(width, height, false);
    this.scenes.forEach(({ world }, i) => {
      world.fit(boxes[i].width / boxes[i].height);
    });
  }

  draw(time) {
    this.scenes.forEach((scene, i) => {
      const { x, y, width, height } = this.boxes[i];
      scene.show(time);
      this.renderer.setViewport(x, this.height - y - height, width, height);
      this.renderer.setScissor(x, this.height - y - height, width, height);
      this.renderer.render(scene.world.scene, scene.world.camera);
    });
  }

  get canvas() {
    return this.renderer.domElement;
  }
}
