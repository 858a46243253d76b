package merpo.agents.mbml;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import merpo.agents.Data;
import merpo.agents.Golden;
import merpo.agents.TaskData;
import merpo.agents.context.FirstWeights;
import merpo.datagen.nn.Gradients;
import merpo.datagen.nn.Mlp;
import merpo.datagen.replay.Batch;
import merpo.datagen.replay.ReplayBuffer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Three steps of tiny reward predictors against numbers that another implementation worked out in
 * float64 (see the page beside the files). The files have one task; here it is there twice, as two
 * tasks of a stack.
 */
class PredictorsGoldenTest {
    private static final int TASKS = 2;

    @TestFactory
    Stream<DynamicTest> everyFile() throws IOException {
        return Golden.tests("mbml-ensemble", PredictorsGoldenTest::check);
    }

    private static void check(NDManager manager, JsonNode golden) {
        JsonNode config = golden.get("config");
        int members = config.get("members").intValue();
        MbmlConfig.PredictorStage settings =
                new MbmlConfig.PredictorStage(
                        3,
                        golden.at("/steps/0/inputs/targets").size(),
                        config.get("lr").doubleValue(),
                        members,
                        FirstWeights.RLKIT,
                        new MbmlConfig.Predictor(
                                config.get("hidden").size(),
                                config.get("hidden").get(0).intValue(),
                                1),
                        new MbmlConfig.Kept());
        int n = config.get("observation").intValue();
        int m = config.get("action").intValue();
        ReplayBuffer rows = new ReplayBuffer(1, n, m);
        rows.add(new float[n], 0, new float[m], 0, 0, new float[n], 0, false);
        TaskData tasks = Data.tasks(List.of(rows, rows), 0);
        try (Predictors predictors = new Predictors(manager, settings, tasks)) {
            predictors.reward().parameters().restore(twice(golden.get("initial"), members));
            for (int step = 1; step <= golden.get("steps").size(); step++) {
                step(golden, step, predictors, settings.reward().network(n + m, 1), members);
            }
        }
    }

    private static void step(
            JsonNode golden, int number, Predictors predictors, Mlp shape, int members) {
        JsonNode step = golden.get("steps").get(number - 1);
        JsonNode inputs = step.get("inputs");
        try (NDManager scratch = predictors.reward().parameters().manager().newSubManager()) {
            NDArray s = both(inputs.get("observations"), scratch);
            NDArray a = both(inputs.get("actions"), scratch);
            NDArray target = both(inputs.get("targets"), scratch);
            NDArray x = s.concat(a, 2).expandDims(1);
            float[] errors =
                    PredictionEnsemble.errors(shape, x, target, predictors.reward().constant())
                            .toFloatArray();
            float[] expected = Golden.numbers(step.at("/losses/members"));
            Golden.near("members", errors, repeated(expected), Golden.LOSS);
            try (Gradients found =
                    predictors
                            .reward()
                            .gradients(
                                    views ->
                                            PredictionEnsemble.errors(shape, x, target, views)
                                                    .sum(new int[] {1}))) {
                Golden.near(
                        "gradients",
                        firstTask(found.blocks()),
                        Golden.flat(step.get("gradients"), names(members)),
                        Golden.GRADIENT);
            }
            NDArray reward = target.squeeze(2);
            double loss =
                    predictors.update(new Batch(s, a, a, reward, s, reward)).get("reward_loss");
            double mean =
                    IntStream.range(0, members).mapToDouble(i -> expected[i]).average().orElse(0);
            Golden.near("reward_loss", loss, mean, Golden.LOSS);
        }
        if (golden.get("after").has("" + number)) {
            Golden.near(
                    "parameters",
                    predictors.reward().parameters().toArray(),
                    twice(golden.get("after").get("" + number), members),
                    Golden.PARAMETER);
        }
    }

    private static NDArray both(JsonNode rows, NDManager scratch) {
        int width = rows.get(0).size();
        NDArray one = scratch.create(Golden.numbers(rows)).reshape(1, rows.size(), width);
        return one.tile(new long[] {TASKS, 1, 1});
    }

    private static String[] names(int members) {
        return IntStream.range(0, members).mapToObj(i -> "member." + i).toArray(String[]::new);
    }

    private static float[] twice(JsonNode tensors, int members) {
        return repeated(Golden.flat(tensors, names(members)));
    }

    private static float[] repeated(float[] values) {
        float[] both = new float[TASKS * values.length];
        for (int task = 0; task < TASKS; task++) {
            System.arraycopy(values, 0, both, task * values.length, values.length);
        }
        return both;
    }

    private static float[] firstTask(List<NDArray> blocks) {
        return Golden.joined(blocks.stream().map(block -> block.get(0)).toList());
    }
}
