package merpo.agents.rac;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Arrays;
import merpo.agents.TaskData;
import merpo.datagen.settings.Setting;

/**
 * What rewards are multiplied by on their way into the critics' targets, so that weights of
 * penalties mean the same on all data. Returns and models of the dynamics are not scaled.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RewardScale.Fixed.class, name = "fixed"),
    @JsonSubTypes.Type(value = RewardScale.Returns.class, name = "returns")
})
public sealed interface RewardScale {

    /** As trainings had it whose configurations do not name it. */
    String UNSAID = "{kind: fixed, value: 1}";

    /**
     * A factor for each row of the stack.
     *
     * @param discount gamma, in (0, 1)
     */
    double[] each(TaskData data, double discount);

    /** One for all of them, where they share a critic. */
    Fixed shared(TaskData data, double discount);

    /**
     * The factor itself.
     *
     * @throws IllegalStateException where it is still to be told from data
     */
    double known();

    /**
     * The same for all data; 1 leaves rewards as they are.
     *
     * @param value positive
     */
    record Fixed(double value) implements RewardScale {
        public Fixed {
            Setting.require("RewardScale.value", value, value > 0, "positive");
        }

        @Override
        public double[] each(TaskData data, double discount) {
            return each(data.tasks());
        }

        /** The same for so many rows. */
        double[] each(int rows) {
            double[] each = new double[rows];
            Arrays.fill(each, value);
            return each;
        }

        @Override
        public Fixed shared(TaskData data, double discount) {
            return this;
        }

        @Override
        public double known() {
            return value;
        }
    }

    /**
     * One over the standard deviation of the discounted returns that follow each row of the data
     * until its episode ends. 1 where all returns are the same.
     */
    record Returns() implements RewardScale {
        @Override
        public double[] each(TaskData data, double discount) {
            return Arrays.stream(variances(data, discount)).map(Returns::factor).toArray();
        }

        /** From the mean of the tasks' variances. */
        @Override
        public Fixed shared(TaskData data, double discount) {
            return new Fixed(
                    factor(Arrays.stream(variances(data, discount)).average().orElseThrow()));
        }

        @Override
        public double known() {
            throw new IllegalStateException("rewards scaled by returns that nobody has seen yet");
        }

        private static double factor(double variance) {
            return variance > 0 ? 1 / Math.sqrt(variance) : 1;
        }

        private static double[] variances(TaskData data, double discount) {
            double[] each = new double[data.tasks()];
            for (int task = 0; task < each.length; task++) {
                each[task] =
                        DiscountedReturns.variance(
                                data.rows().get(task), data.episodeEnds().get(task), discount);
            }
            return each;
        }
    }
}
