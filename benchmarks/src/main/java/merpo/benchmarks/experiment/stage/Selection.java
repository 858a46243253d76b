package merpo.benchmarks.experiment.stage;

import java.util.Comparator;
import java.util.List;
import merpo.agents.evaluation.Reference;
import merpo.datagen.dataset.Quality;
import merpo.datagen.dataset.QualitySource;
import merpo.datagen.run.CsvTable;
import merpo.envs.task.Task;

/**
 * Which checkpoint of a task's behavior policy makes the data of a quality: the one whose share of
 * the final return is nearest to the middle of the quality's band (PAPERS.md, A26).
 *
 * @param step environment steps of the checkpoint
 * @param returnMean mean return of the checkpoint's stochastic episodes
 * @param returnDeviation standard deviation of these returns
 * @param share of the final return, 0 as random
 * @param inBand whether the share lies in the band
 */
record Selection(
        long step, double returnMean, double returnDeviation, double share, boolean inBand) {

    static QualitySource.Band band(Quality quality) {
        return quality.band()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "quality \"%s\" has no band; bad, medium, good and expert have"
                                                .formatted(quality.text())));
    }

    /**
     * @param curve rows of {@code behaviour/curve.csv}
     */
    static Selection of(Task task, Quality quality, List<CsvTable.Row> curve, Reference reference) {
        QualitySource.Band band = band(quality);
        return curve.stream()
                .filter(row -> row.integer("task") == task.index())
                .map(row -> of(row, band, reference))
                .min(Comparator.comparingDouble(found -> Math.abs(found.share() - band.middle())))
                .orElseThrow();
    }

    private static Selection of(CsvTable.Row row, QualitySource.Band band, Reference reference) {
        double share = reference.share(row.number("return"));
        return new Selection(
                row.integer("environment_step"),
                row.number("return"),
                row.number("deviation"),
                share,
                band.holds(share));
    }
}
