package merpo.agents.rac;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Arrays;
import merpo.agents.TaskData;
import merpo.agents.clone.Clones;
import merpo.datagen.settings.Setting;

/**
 * What lambda is counted in (A12): beside narrow data a critic knows nothing, and the policy has to
 * stay at them; beside wide data it knows much.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PenaltyUnit.Fixed.class, name = "fixed"),
    @JsonSubTypes.Type(value = PenaltyUnit.Density.class, name = "density")
})
public sealed interface PenaltyUnit {

    /** As trainings had it whose configurations do not name it. */
    String UNSAID = "{kind: fixed, value: 1}";

    /** A unit for each row of the stack. */
    double[] each(TaskData data);

    /** One for all of them, where what they learn is shared. */
    Fixed shared(TaskData data);

    /**
     * The unit itself.
     *
     * @throws IllegalStateException where it is still to be told from data
     */
    double known();

    /**
     * The same for all data; 1 leaves lambda as it is.
     *
     * @param value positive
     */
    record Fixed(double value) implements PenaltyUnit {
        public Fixed {
            Setting.require("PenaltyUnit.value", value, value > 0, "positive");
        }

        @Override
        public double[] each(TaskData data) {
            return each(data.tasks());
        }

        /** The same for so many rows. */
        double[] each(int rows) {
            double[] each = new double[rows];
            Arrays.fill(each, value);
            return each;
        }

        @Override
        public Fixed shared(TaskData data) {
            return this;
        }

        @Override
        public double known() {
            return value;
        }
    }

    /**
     * The density of the data's actions as their behavior clone has it, per entry of an action and
     * to a power: {@code exp(-power h / |A|)}, where h is the clone's mean negative log-likelihood.
     * At power 2 that is one over 2 pi e times the entropy power, for a normal distribution its
     * variance.
     *
     * @param power in (0, 4]
     */
    record Density(double power) implements PenaltyUnit {
        public Density {
            Setting.require("PenaltyUnit.power", power, power > 0 && power <= 4, "in (0, 4]");
        }

        @Override
        public double[] each(TaskData data) {
            return each(data.actionSize(), likelihood(data));
        }

        /** Of the median task. */
        @Override
        public Fixed shared(TaskData data) {
            return shared(data.actionSize(), likelihood(data));
        }

        double[] each(int actionSize, double... likelihood) {
            return Arrays.stream(likelihood).map(own -> of(own / actionSize)).toArray();
        }

        Fixed shared(int actionSize, double... likelihood) {
            double[] sorted = likelihood.clone();
            Arrays.sort(sorted);
            double twice = sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2];
            return new Fixed(of(twice / 2 / actionSize));
        }

        @Override
        public double known() {
            throw new IllegalStateException("lambda in units of data that nobody has seen yet");
        }

        /** Of so many nats per entry. */
        private double of(double width) {
            return Math.exp(-power * width);
        }

        private static double[] likelihood(TaskData data) {
            return data.clones()
                    .map(Clones::likelihood)
                    .orElseThrow(() -> new IllegalStateException("data without behavior clones"));
        }
    }
}
