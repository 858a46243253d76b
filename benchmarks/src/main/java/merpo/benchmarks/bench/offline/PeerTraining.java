package merpo.benchmarks.bench.offline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import merpo.agents.evaluation.Trial;
import merpo.agents.portable.GuestPolicy;
import merpo.agents.training.DatasetDirectory;
import merpo.agents.training.Returns;
import merpo.datagen.convert.Export;
import merpo.datagen.dataset.Build;
import merpo.datagen.nn.Seeds;
import merpo.datagen.process.Peer;
import merpo.datagen.process.ProgramException;
import merpo.datagen.process.TemporaryFolder;
import merpo.datagen.run.Kind;
import merpo.datagen.run.Memory;
import merpo.datagen.run.Progress;
import merpo.datagen.run.Refusal;
import merpo.datagen.run.RunDirectory;
import merpo.datagen.settings.ConfigYaml;
import merpo.envs.storage.AtomicFile.Existing;

/**
 * One learner of d3rlpy on one dataset: what our learners of single tasks stand beside. The same
 * rows, sizes, batches and steps; its policies are tried as ours are, from the same start states.
 */
public final class PeerTraining {
    /** Its only stage. */
    public static final String STAGE = "learn";

    /** As the returns of a run name the learner's own answer. */
    private static final String POLICY = "learned";

    private static final double PATIENCE = 20; // on a busy machine, times what it usually takes

    private final PeerPlan plan;
    private final PeerLearner learner;
    private final DatasetDirectory data;

    /**
     * Reads the data.
     *
     * @throws Refusal where they are not one file that policies can be tried on
     */
    public PeerTraining(PeerPlan plan) {
        this.plan = plan;
        learner = plan.who();
        data = DatasetDirectory.read(Path.of(plan.data()));
        int files = data.files().size();
        if (files != 1) {
            throw new Refusal(
                    "%s holds %d datasets, %s learns one: one task. Name a directory with one file, such as ./merpo generate --env hopper makes"
                            .formatted(plan.data(), files, learner.title()));
        }
    }

    /**
     * Learns and tries by turns; the directory gets {@code returns.csv}, the last policy as
     * TorchScript, and the stage with the seconds of the learning alone.
     *
     * @param threads of the simulations
     */
    public void into(RunDirectory run, int threads, Progress progress)
            throws ProgramException, IOException {
        run.writeText("provenance.json", Build.provenanceJson(plan.seed()));
        run.begin(Kind.PEER, "config.yaml", ConfigYaml.write(plan));
        long starts = Trial.starts(plan.seed());
        try (TemporaryFolder folder = TemporaryFolder.create("merpo-offline");
                Trial trial =
                        new Trial(
                                data.environment(),
                                data.tasks(),
                                data.references(),
                                plan.episodes(),
                                starts,
                                threads);
                Returns returns = Returns.fresh(run, trial, Seeds.one(plan.seed(), 1))) {
            Path rows = folder.path().resolve("rows.npz");
            Export.d3rlpy(rows, Existing.REFUSE, data.files().get(0).stored().dataset());
            returns.behavior(data);
            progress.stage(STAGE, plan.steps(), "steps");
            try (Peer peer = learner.start(plan, rows, folder.path())) {
                double seconds = 0;
                for (int step = plan.every(); step <= plan.steps(); step += plan.every()) {
                    seconds += learn(peer, run.path("policy.pt"));
                    progress.step(step, tried(step, run.path("policy.pt"), trial, returns));
                }
                run.finish(STAGE, seconds, Memory.now().resident(), Double.NaN);
            }
            progress.stageDone();
        }
    }

    private double learn(Peer peer, Path policy) throws ProgramException {
        String seconds =
                peer.ask(
                        "train " + policy.toAbsolutePath(),
                        PATIENCE * learner.seconds(plan.every()));
        try {
            return Double.parseDouble(seconds);
        } catch (NumberFormatException e) {
            throw new ProgramException(learner.title() + " answered \"" + seconds + "\"", e);
        }
    }

    private String tried(int step, Path policy, Trial trial, Returns returns) throws IOException {
        OptionalInt task = OptionalInt.of(data.tasks().get(0).index());
        try (GuestPolicy guest = GuestPolicy.open(policy, data.environment().id(), task)) {
            return returns.add(step, POLICY, trial.episodes(guest));
        }
    }
}
