// Steps simulations through mjb_step as fast as C can: the physics that an environment needs and the resets of ended
// episodes, but neither observations nor rewards.
//
//   stepping MODEL(.xml or .mjb) BODY(cheetah, walker or ant) SIMULATIONS THREADS FRAME_SKIP HORIZON
//
// Answers "ready mujoco=...; compiler=..." or "failed REASON"; then each line "round SECONDS" on standard input with
// "STEPS SECONDS". Ends with its input.
#include <math.h>
#include <mujoco/mjbatch.h>
#include <mujoco/mujoco.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { RING = 1000, MESSAGE = 1000 };  // batches of actions drawn beforehand; characters

typedef struct {  // where an episode starts, and until when it lasts
  const char *name;
  double noise;         // of positions, uniform to either side
  int normal;           // velocities: that many standard deviations; else uniform, as positions
  int contact_forces;   // external forces on bodies after the substeps
  int height, pitch;    // positions that tell whether it is healthy; -1: none
  double low, high;     // healthy heights [m]
  int open;             // bounds excluded
} Body;

static const Body BODIES[] = {
    {"cheetah", 0.1, 1, 0, -1, -1, 0, 0, 0},
    {"walker", 0.005, 0, 0, 1, 2, 0.8, 2.0, 1},
    {"ant", 0.1, 1, 1, 2, -1, 0.2, 1.0, 0},
};

static void fail(const char *what, const char *detail) {
  printf("failed %s: %s\n", what, detail);
  exit(1);
}

static uint64_t state = 1;

static double uniform(void) {  // in [-1, 1), by SplitMix64
  uint64_t z = state += 0x9e3779b97f4a7c15u;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return (double)((z ^ (z >> 31)) >> 11) * 0x1p-52 - 1;
}

static double normal(void) {  // by Box and Muller
  return sqrt(-2 * log(0.5 * (1 - uniform()))) * cos(3.14159265358979323846 * uniform());
}

static double now(void) {  // s
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static mjModel *load(const char *path) {
  char error[MESSAGE] = "not a compiled model of this version";
  const char *suffix = strrchr(path, '.');
  mjModel *model = suffix && !strcmp(suffix, ".mjb") ? mj_loadModel(path, NULL)
                                                     : mj_loadXML(path, NULL, error, MESSAGE);
  if (!model) fail("model", error);
  return model;
}

static const Body *body;
static const mjModel *model;
static mjBatch *batch;
static int n, width, substeps, horizon;
static mjtNum *positions, *velocities, *controls;  // of simulation 0; rows are `width` apart
static double *actions;                            // [RING * n * nu]
static int *clocks, *ended;                        // [n]

static void contact_forces(const mjModel *m, mjData *d, int simulation, void *unused) {
  (void)simulation, (void)unused;
  mj_rnePostConstraint(m, d);
}

static int all_finite(const mjtNum *numbers, int count) {
  for (int k = 0; k < count; k++) {
    if (!isfinite(numbers[k])) return 0;
  }
  return 1;
}

static int healthy(int i) {
  const mjtNum *q = positions + (size_t)i * width;
  if (body->height < 0) return 1;
  double z = q[body->height];
  if (body->open) return z > body->low && z < body->high && fabs(q[body->pitch]) < 1;
  return z >= body->low && z <= body->high && all_finite(q, (int)model->nq) &&
         all_finite(velocities + (size_t)i * width, (int)model->nv);
}

static void start(int count) {  // the episodes in `ended`
  mjb_reset(batch, ended, count, NULL, mjSTAGE_NONE);
  for (int k = 0; k < count; k++) {
    size_t row = (size_t)ended[k] * width;
    for (int j = 0; j < model->nq; j++) positions[row + j] += body->noise * uniform();
    for (int j = 0; j < model->nv; j++) {
      velocities[row + j] = body->noise * (body->normal ? normal() : uniform());
    }
    clocks[ended[k]] = 0;
  }
  if (mjb_forward(batch, ended, count, mjSTAGE_ACC)) fail("mjb_forward", mjb_error(batch, ended[0]));
}

static void step(const double *action) {  // [n * nu]
  for (int i = 0; i < n; i++) {
    memcpy(controls + (size_t)i * width, action + (size_t)i * model->nu, sizeof(double) * model->nu);
  }
  if (mjb_step(batch, NULL, n, substeps, mjSTAGE_NONE)) fail("mjb_step", "a simulation raised an error");
  if (body->contact_forces) mjb_apply(batch, NULL, n, contact_forces, NULL, 0);
  int count = 0;
  for (int i = 0; i < n; i++) {
    if (++clocks[i] >= horizon || !healthy(i)) ended[count++] = i;
  }
  if (count) start(count);
}

static void prepare(char **words) {
  for (size_t k = 0; k < sizeof BODIES / sizeof *BODIES; k++) {
    if (!strcmp(BODIES[k].name, words[2])) body = &BODIES[k];
  }
  if (!body) fail("body", words[2]);
  n = atoi(words[3]);
  substeps = atoi(words[5]);
  horizon = atoi(words[6]);
  mjLogConfig quiet = mju_getLogConfig();
  quiet.logto_file = 0;
  mju_setLogConfig(quiet);
  mjBatchConfig config;
  mjb_defaultConfig(&config);
  config.nthread = atoi(words[4]);
  config.persistent = body->contact_forces;  // contacts outlive the step
  mjModel *loaded = load(words[1]);
  char error[MESSAGE] = "";
  batch = mjb_makeBatch(loaded, n, &config, error, MESSAGE);
  if (!batch) fail("batch", error);
  mj_deleteModel(loaded);
  model = mjb_model(batch);
  width = mjb_nstate(batch);
  positions = mjb_stateComponent(batch, mjSTATE_QPOS, NULL);
  velocities = mjb_stateComponent(batch, mjSTATE_QVEL, NULL);
  controls = mjb_stateComponent(batch, mjSTATE_CTRL, NULL);
  size_t size = (size_t)RING * n * model->nu;
  actions = malloc(size * sizeof(double));
  clocks = calloc(n, sizeof(int));
  ended = calloc(n, sizeof(int));
  if (!actions || !clocks || !ended) fail("memory", "none left");
  for (size_t k = 0; k < size; k++) actions[k] = uniform();
  for (int i = 0; i < n; i++) ended[i] = i;
  start(n);
}

int main(int count, char **words) {
  setvbuf(stdout, NULL, _IOLBF, 0);
  if (count != 7) fail("arguments", "expected MODEL BODY SIMULATIONS THREADS FRAME_SKIP HORIZON");
  prepare(words);
  printf("ready mujoco=%s; compiler=%s\n", mj_versionString(), __VERSION__);
  char line[MESSAGE];
  int next = 0;  // batch of actions
  while (fgets(line, sizeof line, stdin)) {
    double seconds;
    if (sscanf(line, "round %lf", &seconds) != 1) fail("request", line);
    long steps = 0;
    double begin = now(), elapsed;
    do {
      step(actions + (size_t)next * n * model->nu);
      next = (next + 1) % RING;
      steps += n;
      elapsed = now() - begin;
    } while (elapsed < seconds);
    printf("%ld %.9f\n", steps, elapsed);
  }
  mjb_deleteBatch(batch);
  return 0;
}
