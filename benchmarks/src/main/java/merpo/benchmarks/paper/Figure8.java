package merpo.benchmarks.paper;

import static merpo.benchmarks.paper.Claim.Origin.PAPER;
import static merpo.benchmarks.paper.Condition.atLeast;
import static merpo.benchmarks.paper.Condition.atMost;
import static merpo.benchmarks.paper.Condition.exceeds;
import static merpo.benchmarks.paper.Condition.near;
import static merpo.benchmarks.paper.Conventions.TOLERANCE;
import static merpo.benchmarks.paper.SingleTasks.ALPHAS;
import static merpo.benchmarks.paper.SingleTasks.LEARNED;
import static merpo.benchmarks.paper.SingleTasks.OWN_ALPHA;
import static merpo.benchmarks.paper.SingleTasks.line;
import static merpo.benchmarks.paper.SingleTasks.panel;
import static merpo.benchmarks.paper.SingleTasks.safe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import merpo.benchmarks.paper.Quantity.Final;
import merpo.benchmarks.paper.Quantity.Peak;
import merpo.benchmarks.paper.SingleTasks.MetaPolicy;
import merpo.benchmarks.trials.Words;

/** Figure 8: COMBO, COMBO-3 and RAC near worse and better meta-policies than the data's. */
final class Figure8 {
    private static final String WALKER = "walker2d";
    private static final String CHEETAH = "halfcheetah";
    private static final String EXPERT = "expert";
    private static final String NOTE =
            "π_c is a SAC checkpoint that ships with the project, a bad or a good one.";

    private final SingleTasks tasks;

    Figure8(Budget budget) {
        tasks = new SingleTasks(budget);
    }

    /** All four panels, each a figure of its own. */
    List<PaperFigure> parts() {
        Three worse = new Three("medium", MetaPolicy.BAD);
        Three better = new Three("medium", MetaPolicy.GOOD);
        Three expert = new Three(EXPERT, MetaPolicy.GOOD);
        return List.of(
                worse.figure("8a", worse.best(), worse.fallsFromItsPeak()),
                better.figure("8b", better.noWorse()),
                expert.figure("8c", expert.asGoodAsCombo(), expert.combo3NotAbove()),
                overAlpha());
    }

    /** The three learners on one dataset, near one policy. */
    private final class Three {
        private final String quality;
        private final MetaPolicy policy;
        private final Line combo;
        private final Line near;
        private final Line rac;

        Three(String quality, MetaPolicy policy) {
            this.quality = quality;
            this.policy = policy;
            DatasetSpec data = tasks.data(WALKER, quality);
            combo = line("COMBO", WALKER, Training.of("combo", data));
            near = line("COMBO-3", WALKER, Training.of("combo-3", data).near(policy.option()));
            rac = line("RAC", WALKER, Training.of("rac", data).near(policy.option()));
        }

        PaperFigure figure(String number, Claim... claims) {
            String where = "%s data of walker2d, %s".formatted(quality, policy.words());
            return new PaperFigure(
                    number,
                    "COMBO, COMBO-3 and RAC on " + where,
                    "RAC has α = 0.4. " + NOTE,
                    List.of(combo, near, rac),
                    List.of(panel(where, combo, near, rac)),
                    Stream.concat(Stream.of(claims), Stream.of(safe(rac))).toList());
        }

        private Quantity others() {
            return Quantity.max(new Final(combo.key()), new Final(near.key()));
        }

        Claim best() {
            return new Claim("RAC is the best", PAPER, atLeast(end(rac), others(), 0));
        }

        Claim noWorse() {
            return new Claim(
                    "RAC is no worse than the others",
                    PAPER,
                    atLeast(end(rac), others(), TOLERANCE));
        }

        Claim fallsFromItsPeak() {
            return new Claim(
                    "COMBO-3 falls from its peak",
                    PAPER,
                    atMost(end(near), new Peak(near.key()), -TOLERANCE));
        }

        Claim asGoodAsCombo() {
            return new Claim(
                    "RAC is as good as COMBO", PAPER, near(end(rac), end(combo), TOLERANCE));
        }

        Claim combo3NotAbove() {
            return new Claim("COMBO-3 is not above RAC", PAPER, atMost(end(near), end(rac), 0));
        }
    }

    private static Quantity end(Line line) {
        return new Final(line.key());
    }

    /** Where the data are better than the meta-policy, their weight matters. */
    private PaperFigure overAlpha() {
        Set<Line> lines = new LinkedHashSet<>();
        List<Panel> panels = new ArrayList<>();
        List<Claim> claims = new ArrayList<>();
        List<Condition> aboveMost = new ArrayList<>();
        for (MetaPolicy policy : List.of(MetaPolicy.BAD, MetaPolicy.GOOD)) {
            List<Line> own = ALPHAS.stream().map(alpha -> weighted(alpha, policy)).toList();
            lines.addAll(own);
            panels.add(
                    new Panel.Along(
                            policy.words(),
                            "gradient steps",
                            own.stream().map(Line::key).toList(),
                            List.of(
                                    new Panel.Reference(
                                            own.get(0).key(), "behavior", "behavior policy"))));
            Quantity mine = end(own.get(ALPHAS.indexOf(OWN_ALPHA)));
            claims.add(
                    new Claim(
                            policy.words() + ": α = 0.4 is as good as 1",
                            PAPER,
                            near(mine, end(own.get(3)), TOLERANCE)));
            claims.add(
                    new Claim(
                            policy.words() + ": α = 0.4 is above 0",
                            PAPER,
                            exceeds(mine, end(own.get(0)), TOLERANCE)));
            aboveMost.add(exceeds(mine, end(own.get(2)), TOLERANCE));
        }
        claims.add(
                new Claim(
                        "near one π_c at least, α = 0.4 is above 0.7",
                        PAPER,
                        Condition.any(aboveMost)));
        return new PaperFigure(
                "8d",
                "RAC with α of 0, 0.4, 0.7 and 1 on expert data of halfcheetah",
                "Both π_c are worse than the data. α = 0 is COMBO-3; at α = 1 the meta-policy has no weight, so one run stands for both. "
                        + NOTE,
                List.copyOf(lines),
                panels,
                claims);
    }

    private Line weighted(double alpha, MetaPolicy policy) {
        boolean alike = alpha == 1; // near whatever policy
        String label = "α = " + Words.number(alpha);
        return new Line(
                alike ? label : label + ", " + policy.words(),
                label,
                tasks.rac(tasks.data(CHEETAH, EXPERT), alpha, alike ? MetaPolicy.BAD : policy),
                LEARNED);
    }
}
