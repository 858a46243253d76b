package merpo.agents.context.soft;

import merpo.datagen.settings.Setting;

/** Of Adam, each positive. */
public record Rates(double encoder, double critic, double value, double policy) {
    public Rates {
        Setting.require("rates.encoder", encoder, encoder > 0, "positive");
        Setting.require("rates.critic", critic, critic > 0, "positive");
        Setting.require("rates.value", value, value > 0, "positive");
        Setting.require("rates.policy", policy, policy > 0, "positive");
    }
}
