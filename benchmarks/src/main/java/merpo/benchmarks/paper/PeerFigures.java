package merpo.benchmarks.paper;

import static merpo.benchmarks.paper.Claim.Origin.CHECK;
import static merpo.benchmarks.paper.Condition.atLeast;
import static merpo.benchmarks.paper.Condition.exceeds;
import static merpo.benchmarks.paper.Conventions.TOLERANCE;
import static merpo.benchmarks.paper.SingleTasks.LEARNED;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import merpo.agents.Preset;
import merpo.agents.rac.ComboMethod;
import merpo.agents.rac.RacSettings;
import merpo.benchmarks.bench.offline.PeerLearner;
import merpo.benchmarks.paper.Quantity.Final;
import merpo.benchmarks.paper.Quantity.Level;
import merpo.datagen.nn.Sizes;
import merpo.datagen.settings.Reading;

/** Our learners of single tasks beside d3rlpy's on the same files; no figures of the paper. */
final class PeerFigures {
    /** A peer's budget, among its settings. */
    static final String STEPS = "steps";

    private static final List<String> ENVIRONMENTS = List.of("halfcheetah", "hopper", "walker2d");
    private static final List<String> QUALITIES = List.of("medium", "mixed");

    private final Budget budget;
    private final SingleTasks tasks;

    PeerFigures(Budget budget) {
        this.budget = budget;
        tasks = new SingleTasks(budget);
    }

    /** One of each environment. */
    List<PaperFigure> all() {
        return ENVIRONMENTS.stream().map(this::of).toList();
    }

    private PaperFigure of(String environment) {
        List<Line> lines = new ArrayList<>();
        List<Panel> panels = new ArrayList<>();
        List<Claim> claims = new ArrayList<>();
        for (String quality : QUALITIES) {
            DatasetSpec data = tasks.data(environment, quality);
            Line cql = line("CQL", quality, ours("cql", data));
            Line combo = line("COMBO", quality, ours("combo", data));
            Map<PeerLearner, Line> peers = new EnumMap<>(PeerLearner.class);
            for (PeerLearner peer : PeerLearner.values()) {
                peers.put(peer, line(peer.title(), quality, theirs(peer, data)));
            }
            List<Line> both = new ArrayList<>(List.of(cql, combo));
            both.addAll(peers.values());
            lines.addAll(both);
            panels.add(
                    new Panel.Along(
                            "%s, %s data".formatted(environment, quality),
                            "gradient steps",
                            both.stream().map(Line::key).toList(),
                            List.of(
                                    new Panel.Reference(cql.key(), "behavior", "behavior policy"),
                                    new Panel.Reference(
                                            cql.key(), "clone", "its deterministic clone"))));
            claims.addAll(claims(quality, cql, combo, peers));
        }
        return new PaperFigure(
                "anchor-4-" + environment,
                "CQL and COMBO beside d3rlpy's CQL, IQL and TD3+BC, " + environment,
                "All have the same files, layers, batches and steps; what else d3rlpy's are set to is what reproduces their papers.",
                lines,
                panels,
                claims);
    }

    private static List<Claim> claims(
            String quality, Line cql, Line combo, Map<PeerLearner, Line> peers) {
        Quantity theirs = new Final(peers.get(PeerLearner.CQL).key());
        Quantity best =
                Quantity.max(
                        peers.values().stream()
                                .map(Line::key)
                                .map(Final::new)
                                .toArray(Quantity[]::new));
        Quantity data = new Level(cql.key(), "behavior");
        return List.of(
                new Claim(
                        quality + " data: our CQL is no worse than d3rlpy's",
                        CHECK,
                        atLeast(new Final(cql.key()), theirs, TOLERANCE)),
                new Claim(
                        quality + " data: COMBO is no worse than d3rlpy's CQL",
                        CHECK,
                        atLeast(new Final(combo.key()), theirs, TOLERANCE)),
                new Claim(
                        quality + " data: COMBO is no worse than the best of d3rlpy's",
                        CHECK,
                        atLeast(new Final(combo.key()), best, TOLERANCE)),
                new Claim(
                        quality + " data: the best of d3rlpy's is above the data",
                        CHECK,
                        exceeds(best, data, 0)));
    }

    private static Line line(String label, String quality, Training training) {
        return new Line(label + ", " + quality, label, training, LEARNED);
    }

    private Training ours(String algorithm, DatasetSpec data) {
        Training training = Training.of(algorithm, data);
        return budget.sweepSteps() == 0
                ? training
                : training.with(STEPS, Integer.toString(budget.sweepSteps()));
    }

    /** With the sizes and the budget of ours. */
    private Training theirs(PeerLearner peer, DatasetSpec data) {
        Preset<RacSettings> ours =
                new ComboMethod()
                        .preset(data.environment(), budget.scaleOfTrainings(), Reading.WORKING);
        Sizes sizes = ours.learning().rac().sizes();
        int steps = budget.sweepSteps() == 0 ? ours.steps() : budget.sweepSteps();
        return Training.of(peer.word(), data)
                .with(
                        Map.of(
                                STEPS,
                                Integer.toString(steps),
                                "every",
                                Integer.toString(ours.evaluation().every()),
                                "episodes",
                                Integer.toString(ours.evaluation().episodes()),
                                "hidden-layers",
                                Integer.toString(sizes.hiddenLayers()),
                                "width",
                                Integer.toString(sizes.width()),
                                "batch",
                                Integer.toString(sizes.batch())));
    }
}
