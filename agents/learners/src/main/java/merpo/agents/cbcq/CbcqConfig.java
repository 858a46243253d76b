package merpo.agents.cbcq;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.random.RandomGenerator;
import merpo.agents.context.ContextEncoder;
import merpo.agents.context.ContextRows;
import merpo.agents.context.FirstWeights;
import merpo.agents.generative.BcqConfig;
import merpo.datagen.nn.Network;
import merpo.datagen.settings.Setting;

/**
 * Settings of contextual BCQ.
 *
 * @param bcq of the networks that read z
 * @param encoder of contexts
 * @param batch what a step draws
 */
public record CbcqConfig(BcqConfig bcq, Encoder encoder, TaskRows batch) {

    /**
     * @param latent entries of z
     * @param firstWeights whose rule draws them
     * @param rate of Adam
     */
    public record Encoder(
            int hiddenLayers, int width, int latent, FirstWeights firstWeights, double rate) {
        public Encoder {
            Setting.require("encoder.hiddenLayers", hiddenLayers, hiddenLayers >= 1, "at least 1");
            Setting.require("encoder.width", width, width >= 1, "at least 1");
            Setting.require(
                    "encoder.latent",
                    latent,
                    latent >= 1,
                    "at least 1: without z tasks cannot be told apart");
            Setting.require("encoder.rate", rate, rate > 0, "positive");
        }

        /** Of contexts with transitions of so many numbers. */
        public ContextEncoder shape(int contextWidth) {
            return ContextEncoder.probabilistic(contextWidth, hiddenLayers, width, latent);
        }

        Network open(NDManager manager, ContextEncoder shape, RandomGenerator weights) {
            return Network.of(
                    "encoder",
                    firstWeights.ofOthers().draw(manager, shape.transition(), 1, List.of(weights)),
                    rate);
        }
    }

    /**
     * @param tasks of a step, drawn without replacement; 0 for all that are learned from
     * @param rows of each task
     * @param context of each task, none of its rows among the others
     */
    public record TaskRows(int tasks, int rows, ContextRows context) {
        public TaskRows {
            Setting.require("batch.tasks", tasks, tasks >= 0, "at least 0, which stands for all");
            Setting.require("batch.rows", rows, rows >= 1, "at least 1");
        }

        /** Tasks of a step where there are so many. */
        int tasksOf(int all) {
            return tasks == 0 ? all : tasks;
        }

        /**
         * Refuses data of which no step can be drawn.
         *
         * @param data of the training tasks
         */
        void requireEnough(List<Integer> data) {
            Setting.require(
                    "learning.batch.tasks",
                    tasks,
                    tasks <= data.size(),
                    "at most the %d of the data. Set it to 0, for all, or give data of more tasks"
                            .formatted(data.size()));
            context.requireEnough("training", data, 1);
        }
    }
}
