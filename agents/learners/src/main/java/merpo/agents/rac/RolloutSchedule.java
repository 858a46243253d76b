package merpo.agents.rac;

import merpo.datagen.settings.Setting;

/**
 * When the learned model is rolled out, how far, and how much of it is kept (PAPERS.md, A6).
 *
 * @param length steps of each rollout
 * @param every learning steps from one round of rollouts to the next
 * @param rows states per task from which a round starts
 * @param capacity imagined transitions kept per task, first in, first out
 */
public record RolloutSchedule(int length, int every, int rows, int capacity) {
    public RolloutSchedule {
        atLeastOne("length", length);
        atLeastOne("every", every);
        atLeastOne("rows", rows);
        atLeastOne("capacity", capacity);
    }

    private static void atLeastOne(String name, int value) {
        Setting.require("RolloutSchedule." + name, value, value >= 1, "at least 1");
    }
}
