package merpo.agents.macaw;

import java.util.List;
import merpo.agents.context.ContextRows;
import merpo.datagen.settings.Setting;

/**
 * MACAW's settings, as in the table of its code.
 *
 * @param networks their sizes
 * @param inner the step on a task's rows
 * @param rates of Adam, by which everything is learned that the step starts from
 * @param batch what a meta-iteration draws
 * @param discount gamma of the returns
 * @param returnScale what returns are divided by
 * @param regression of the policy on advantages
 */
public record MacawConfig(
        Networks networks,
        Inner inner,
        Rates rates,
        MetaBatch batch,
        double discount,
        ReturnScale returnScale,
        Regression regression) {
    public MacawConfig {
        Setting.require("discount", discount, discount > 0 && discount <= 1, "in (0, 1]");
    }

    /**
     * @param hiddenLayers of V and policy
     * @param code length of each layer's code, from which a weight transform makes weight and bias;
     *     0 for plain layers
     * @param advantageWidth of the advantage head's hidden layer
     */
    public record Networks(int hiddenLayers, int width, int code, int advantageWidth) {
        public Networks {
            Setting.require("networks.hiddenLayers", hiddenLayers, hiddenLayers >= 1, "at least 1");
            Setting.require("networks.width", width, width >= 1, "at least 1");
            Setting.require("networks.code", code, code >= 0, "at least 0");
            Setting.require(
                    "networks.advantageWidth", advantageWidth, advantageWidth >= 1, "at least 1");
        }

        Layer layer(int in, int out) {
            return code == 0 ? new Layer.Plain(in, out) : new WeightTransform(in, out, code);
        }
    }

    /**
     * @param rate of every tensor's step before any is learned; softplus of its logarithm is used
     * @param coefficient of the advantage head's error, likewise
     * @param order what of the step the meta-gradient sees
     * @param targetKeep how much of V stays in the slow copy that bootstraps V' has
     */
    public record Inner(double rate, double coefficient, Order order, double targetKeep) {
        public Inner {
            Setting.require("inner.rate", rate, rate > 0, "positive");
            Setting.require("inner.coefficient", coefficient, coefficient > 0, "positive");
            Setting.require(
                    "inner.targetKeep",
                    targetKeep,
                    targetKeep >= 0 && targetKeep <= 1,
                    "in [0, 1]");
        }
    }

    /**
     * Each positive.
     *
     * @param value of V
     * @param policy of the policy
     * @param inner of the inner rates and the coefficient
     */
    public record Rates(double value, double policy, double inner) {
        public Rates {
            Setting.require("rates.value", value, value > 0, "positive");
            Setting.require("rates.policy", policy, policy > 0, "positive");
            Setting.require("rates.inner", inner, inner > 0, "positive");
        }
    }

    /**
     * @param tasks entries, drawn without replacement; all tasks where there are no more
     * @param rows of each entry, for the step as many as for its test; and of a new task
     * @param keepEvery only the first of so many rows is ever drawn, once returns are known ({@code
     *     buffer_skip} of MACAW's code)
     */
    public record MetaBatch(int tasks, int rows, int keepEvery) {
        public MetaBatch {
            Setting.require("batch.tasks", tasks, tasks >= 1, "at least 1");
            Setting.require("batch.rows", rows, rows >= 2, "at least 2: weights need a deviation");
            Setting.require("batch.keepEvery", keepEvery, keepEvery >= 1, "at least 1");
        }

        /** How many of so many rows are ever drawn. */
        int kept(int all) {
            return (all + keepEvery - 1) / keepEvery;
        }

        /**
         * Refuses data that do not fill a batch.
         *
         * @param what the tasks are, such as "test"
         * @param data how many rows there are of each
         */
        void requireEnough(String what, List<Integer> data) {
            for (int task = 0; task < data.size(); task++) {
                int all = data.get(task);
                if (kept(all) < rows) {
                    throw new IllegalArgumentException(
                            "%d transitions in the data of %s task %d%s, must be at least the %d of a batch. Give longer data%s"
                                    .formatted(
                                            all,
                                            what,
                                            task,
                                            keepEvery == 1
                                                    ? ""
                                                    : ", of which keepEvery = %d keeps %d"
                                                            .formatted(keepEvery, kept(all)),
                                            rows,
                                            what.equals(ContextRows.NEW) ? "" : remedy(kept(all))));
                }
            }
        }

        private String remedy(int kept) {
            return "%s, or set learning.batch.rows to at most %d"
                    .formatted(keepEvery == 1 ? "" : ", lower learning.batch.keepEvery", kept);
        }
    }

    /** What returns are divided by. */
    public enum ReturnScale {
        /** Nothing, as in MACAW's code. */
        ONE,
        /** Their deviation over all rows of the training tasks. */
        DEVIATION
    }

    /**
     * @param deviation sigma of the policy, which is not learned
     * @param largestWeight of a row, whatever its advantage
     */
    public record Regression(double deviation, double largestWeight) {
        public Regression {
            Setting.require("regression.deviation", deviation, deviation > 0, "positive");
            Setting.require(
                    "regression.largestWeight", largestWeight, largestWeight > 0, "positive");
        }
    }
}
