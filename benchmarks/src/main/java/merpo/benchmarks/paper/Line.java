package merpo.benchmarks.paper;

/**
 * One line of a figure: a policy that a training measured along its steps.
 *
 * @param key unique in the figure; claims read well with it, such as {@code RAC, hopper, good}
 * @param label in the legend
 * @param policy as in the run's {@code returns.csv}
 */
record Line(String key, String label, Training training, String policy) {}
