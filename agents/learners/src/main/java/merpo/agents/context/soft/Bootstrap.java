package merpo.agents.context.soft;

import merpo.agents.context.TimeLimits;
import merpo.datagen.settings.Setting;

/**
 * @param discount gamma
 * @param polyak rate of the slow copy of V
 * @param rewardScale of the critics' rewards; those of contexts stay as they are
 * @param timeLimits what the end of an episode is that is no end of the task
 */
public record Bootstrap(double discount, double polyak, double rewardScale, TimeLimits timeLimits) {
    public Bootstrap {
        Setting.require("bootstrap.discount", discount, discount >= 0 && discount < 1, "in [0, 1)");
        Setting.require("bootstrap.polyak", polyak, polyak > 0 && polyak <= 1, "in (0, 1]");
        Setting.require("bootstrap.rewardScale", rewardScale, rewardScale > 0, "positive");
    }
}
