package merpo.benchmarks.paper;

import java.util.ArrayList;
import java.util.List;
import merpo.datagen.run.Names;

/** The figures of the paper that can be made here, and some that show whether learners learn. */
public final class PaperFigures {
    private PaperFigures() {}

    /** All of them at a budget, the paper's in its order. */
    public static List<PaperFigure> all(Budget budget) {
        SingleTaskFigures single = new SingleTaskFigures(budget);
        MetaFigures meta = new MetaFigures(budget);
        NewTaskFigures fresh = new NewTaskFigures(budget);
        BaselineFigures baselines = new BaselineFigures(budget);
        List<PaperFigure> all =
                new ArrayList<>(
                        List.of(
                                baselines.figure1(),
                                meta.figure3(),
                                single.figure4(),
                                single.figure5(),
                                baselines.figure6()));
        all.addAll(baselines.figure6Parts());
        all.addAll(
                List.of(meta.figure7a(), meta.figure7b(), fresh.figure7c(), baselines.figure7d()));
        all.addAll(new Figure8(budget).parts());
        all.addAll(
                List.of(
                        meta.figure9a(),
                        fresh.figure9b(),
                        meta.figure9c(),
                        meta.figure10a(),
                        fresh.figure10b(),
                        baselines.figure11a(),
                        baselines.figure11b(),
                        single.anchor(),
                        meta.anchor(),
                        meta.embedding()));
        all.addAll(new PeerFigures(budget).all());
        return List.copyOf(all);
    }

    /**
     * Those of these numbers, each once, in the order given.
     *
     * @throws IllegalArgumentException for a number that is not there, naming the nearest
     */
    public static List<PaperFigure> named(List<String> numbers, Budget budget) {
        List<PaperFigure> all = all(budget);
        List<String> known = all.stream().map(PaperFigure::number).toList();
        List<PaperFigure> wanted = new ArrayList<>();
        for (String number : numbers.stream().distinct().toList()) {
            int index = known.indexOf(number);
            if (index < 0) {
                throw new IllegalArgumentException(
                        "There is no figure \"%s\"%s Known: %s"
                                .formatted(
                                        number, nearest(number, known), String.join(", ", known)));
            }
            wanted.add(all.get(index));
        }
        return wanted;
    }

    /** A panel's letter that is left out or wrong is meant sooner than another figure. */
    private static String nearest(String number, List<String> known) {
        String digits = number.replaceAll("\\D", "");
        String suggestion =
                known.stream()
                        .filter(
                                one ->
                                        !digits.isEmpty()
                                                && one.replaceAll("\\D", "").equals(digits))
                        .findFirst()
                        .map(one -> ". Did you mean \"" + one + "\"?")
                        .orElse(Names.suggestion(number, known));
        return suggestion.isEmpty() ? "." : suggestion;
    }
}
