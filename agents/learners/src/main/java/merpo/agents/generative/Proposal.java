package merpo.agents.generative;

import merpo.datagen.settings.Setting;

/**
 * How actions are proposed.
 *
 * @param candidates of which a critic chooses, for a target as well as to act
 * @param perturbation largest change of what the decoder says
 * @param latentLimit latents are drawn from N(0, I) and clipped to plus or minus this
 */
public record Proposal(int candidates, double perturbation, double latentLimit) {
    public Proposal {
        Setting.require("proposal.candidates", candidates, candidates >= 1, "at least 1");
        Setting.require(
                "proposal.perturbation",
                perturbation,
                perturbation >= 0 && perturbation <= 2,
                "in [0, 2], the width of an action");
        Setting.require(
                "proposal.latentLimit",
                latentLimit,
                latentLimit >= 0 && Double.isFinite(latentLimit),
                "at least 0 and finite");
    }

    /** The decoder's action at latent 0: imitation alone, without a choice. */
    public static Proposal imitation() {
        return new Proposal(1, 0, 0);
    }
}
