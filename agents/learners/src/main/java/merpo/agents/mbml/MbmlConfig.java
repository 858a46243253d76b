package merpo.agents.mbml;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collections;
import java.util.List;
import merpo.agents.context.ContextEncoder;
import merpo.agents.context.ContextRows;
import merpo.agents.context.FirstWeights;
import merpo.agents.generative.ActionNetwork;
import merpo.agents.generative.GenerativePolicy;
import merpo.agents.generative.TaskBcq;
import merpo.datagen.nn.Critic;
import merpo.datagen.nn.Mlp;
import merpo.datagen.settings.Setting;

/**
 * MBML's settings.
 *
 * @param teachers the first phase: BCQ of each task
 * @param predictors the second phase
 * @param networks of the third, the distillation
 * @param rates of its Adam
 * @param batch what one of its steps draws
 * @param triplet what parts embeddings
 * @param klWeight of {@code KL(posterior || N(0, I))}, summed over tasks and entries, beside the
 *     critic's mean square error
 */
public record MbmlConfig(
        TeacherStage teachers,
        PredictorStage predictors,
        Networks networks,
        Rates rates,
        TaskDraw batch,
        Triplet triplet,
        double klWeight) {
    public MbmlConfig {
        Setting.require("klWeight", klWeight, klWeight >= 0, "at least 0");
        if (predictors.nextObservation() instanceof Predicted
                && !batch.context().nextObservation()) {
            throw new IllegalArgumentException(
                    "batch.context.nextObservation is false where predictors.nextObservation is predicted, must be true: a context holds what is relabelled in it. Set it, or predictors.nextObservation to {kind: kept}");
        }
    }

    /**
     * @param steps of the stage
     */
    public record TeacherStage(int steps, TaskBcq.Config learning) {
        public TeacherStage {
            Setting.require("teachers.steps", steps, steps >= 1, "at least 1");
        }
    }

    /**
     * @param steps of the stage
     * @param rows of each task and step, the same for all members
     * @param rate of Adam
     * @param members of each task, equal but for their first weights
     */
    public record PredictorStage(
            int steps,
            int rows,
            double rate,
            int members,
            FirstWeights firstWeights,
            Predictor reward,
            NextObservation nextObservation) {
        public PredictorStage {
            Setting.require("predictors.steps", steps, steps >= 1, "at least 1");
            Setting.require("predictors.rows", rows, rows >= 1, "at least 1");
            Setting.require("predictors.rate", rate, rate > 0, "positive");
            Setting.require("predictors.members", members, members >= 2, "at least 2");
        }
    }

    /** What becomes of s' when a transition is relabelled. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Kept.class, name = "kept"),
        @JsonSubTypes.Type(value = Predicted.class, name = "predicted")
    })
    public sealed interface NextObservation permits Kept, Predicted {}

    /** It stays as it was: where tasks differ in their rewards alone. */
    public record Kept() implements NextObservation {}

    /** It is predicted like the reward. */
    public record Predicted(Predictor by) implements NextObservation {}

    /**
     * What predicts something from (s, a).
     *
     * @param hiddenLayers of each member
     * @param largestDeviation a prediction is believed where the standard deviation over members is
     *     smaller, in the unit of what is predicted
     */
    public record Predictor(int hiddenLayers, int width, double largestDeviation) {
        public Predictor {
            Setting.require(
                    "predictors.hiddenLayers", hiddenLayers, hiddenLayers >= 1, "at least 1");
            Setting.require("predictors.width", width, width >= 1, "at least 1");
            Setting.require(
                    "predictors.largestDeviation",
                    largestDeviation,
                    largestDeviation > 0,
                    "positive");
        }

        /** Of so many numbers from so many. */
        public Mlp network(int inputs, int outputs) {
            return new Mlp(inputs, hiddenLayers, width, outputs, Mlp.Hidden.RELU);
        }
    }

    /**
     * @param latent entries of z
     * @param width of critic, decoder and perturbation
     * @param firstWeights whose rule draws them
     */
    public record Networks(
            int encoderLayers,
            int encoderWidth,
            int latent,
            int criticLayers,
            int decoderLayers,
            int perturbationLayers,
            int width,
            FirstWeights firstWeights) {
        public Networks {
            Setting.require(
                    "networks.encoderLayers", encoderLayers, encoderLayers >= 1, "at least 1");
            Setting.require("networks.encoderWidth", encoderWidth, encoderWidth >= 1, "at least 1");
            Setting.require("networks.latent", latent, latent >= 1, "at least 1");
            Setting.require("networks.criticLayers", criticLayers, criticLayers >= 1, "at least 1");
            Setting.require(
                    "networks.decoderLayers", decoderLayers, decoderLayers >= 1, "at least 1");
            Setting.require(
                    "networks.perturbationLayers",
                    perturbationLayers,
                    perturbationLayers >= 1,
                    "at least 1");
            Setting.require("networks.width", width, width >= 1, "at least 1");
        }

        /** Of contexts with transitions of so many numbers. */
        public ContextEncoder encoder(int contextWidth) {
            return ContextEncoder.probabilistic(contextWidth, encoderLayers, encoderWidth, latent);
        }

        /** Q(s, a, z), s and a of so many numbers together. */
        public Critic critic(int inputs) {
            return new Critic(inputs + latent, 1, hidden(criticLayers));
        }

        /** Decoder (s, zeta, z) and perturbation (s, a, z). */
        public GenerativePolicy policy(int observationSize, int actionSize, int actionLatent) {
            return new GenerativePolicy(
                    ActionNetwork.of(
                            observationSize + actionLatent + latent,
                            hidden(decoderLayers),
                            actionSize),
                    ActionNetwork.of(
                            observationSize + actionSize + latent,
                            hidden(perturbationLayers),
                            actionSize));
        }

        private List<Integer> hidden(int layers) {
            return Collections.nCopies(layers, width);
        }
    }

    /** Each positive. */
    public record Rates(double encoder, double critic, double decoder, double perturbation) {
        public Rates {
            Setting.require("rates.encoder", encoder, encoder > 0, "positive");
            Setting.require("rates.critic", critic, critic > 0, "positive");
            Setting.require("rates.decoder", decoder, decoder > 0, "positive");
            Setting.require("rates.perturbation", perturbation, perturbation > 0, "positive");
        }
    }

    /**
     * @param tasks of a step, drawn without replacement; {@link #ALL}, as in the paper
     * @param rows of each task
     * @param context of each task, and as many rows of others
     */
    public record TaskDraw(int tasks, int rows, ContextRows context) {
        /** The number that stands for all of them. */
        public static final int ALL = 0;

        public TaskDraw {
            Setting.require(
                    "batch.tasks", tasks, tasks == ALL || tasks >= 2, "at least 2, or 0 for all");
            Setting.require("batch.rows", rows, rows >= 1, "at least 1");
        }

        /**
         * Refuses data of which no step can be drawn.
         *
         * @param data of the training tasks
         */
        void requireEnough(List<Integer> data) {
            int least = Math.max(2, tasks);
            if (data.size() < least) {
                throw new IllegalArgumentException(
                        "data of %d training tasks, must be at least %d: tasks are told apart by what they say of each other's transitions. Give data of more tasks%s"
                                .formatted(
                                        data.size(),
                                        least,
                                        data.size() < 2
                                                ? ""
                                                : ", or set learning.batch.tasks to 0, for all"));
            }
            context.requireEnough("training", data);
        }
    }

    /**
     * @param weight beside the critic's mean square error; 1 in the paper, 0 for none
     * @param margin by which a task's relabelled rows are to be nearer to its own than to what they
     *     were
     */
    public record Triplet(double weight, double margin) {
        public Triplet {
            Setting.require("triplet.weight", weight, weight >= 0, "at least 0");
            Setting.require("triplet.margin", margin, margin > 0, "positive");
        }
    }
}
