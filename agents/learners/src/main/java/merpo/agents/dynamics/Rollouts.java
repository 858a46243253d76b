package merpo.agents.dynamics;

import merpo.datagen.settings.Setting;

/**
 * How far and how wide rollouts in a model go (PAPERS.md: A5, A6).
 *
 * @param length steps of each rollout; fewer where the task ends before
 * @param rows start states per task
 * @param actions where they come from
 * @param divergence a successor with an entry of at least this size is terminal, in the
 *     observation's units; infinite for no such guard
 */
public record Rollouts(int length, int rows, Actions actions, double divergence) {
    /** Beyond this size no observation of the locomotion tasks is believed. */
    public static final double FAR = 100;

    /** What moves the imagined body. */
    public enum Actions {
        /** Draws of the current policy. */
        POLICY,
        /** Uniform in [-1, 1]. */
        UNIFORM
    }

    public Rollouts {
        Setting.require("Rollouts.length", length, length >= 1, "at least 1");
        Setting.require("Rollouts.rows", rows, rows >= 1, "at least 1");
        Setting.require("Rollouts.divergence", divergence, divergence > 0, "positive");
    }

    /** Rollouts of the current policy, guarded against divergence. */
    public static Rollouts of(int length, int rows) {
        return new Rollouts(length, rows, Actions.POLICY, FAR);
    }

    /** Largest number of transitions per task. */
    public long transitions() {
        return (long) length * rows;
    }
}
