package merpo.benchmarks.paper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import merpo.datagen.run.AtomicText;
import merpo.datagen.run.CsvTable;

/**
 * All claims of all figures below a directory, judged on what the figures themselves hold: {@code
 * claims.json}.
 */
public final class ClaimsFile {
    /** Its name, beside the figures. */
    public static final String NAME = "claims.json";

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Map<PaperFigure, List<Judgement>> judged;
    private final List<String> older;

    private ClaimsFile(Map<PaperFigure, List<Judgement>> judged, List<String> older) {
        this.judged = judged;
        this.older = older;
    }

    /**
     * Judges what is there; figures that are not are left out.
     *
     * @param directory that holds {@code figure-4/figure.csv} and the like
     * @throws IllegalArgumentException if it holds none
     */
    public static ClaimsFile read(Path directory, Budget budget) {
        Map<PaperFigure, List<Judgement>> judged = new LinkedHashMap<>();
        List<String> older = new ArrayList<>();
        for (PaperFigure figure : PaperFigures.all(budget)) {
            Path table = FigureFiles.directory(figure, directory).resolve("figure.csv");
            if (Files.isRegularFile(table)) {
                CsvTable rows = CsvTable.read(table);
                if (rows.header().contains("task")) {
                    judged.put(
                            figure, Judgement.all(figure.claims(), Measurements.of(figure, rows)));
                } else {
                    older.add(figure.number());
                }
            }
        }
        if (judged.isEmpty() && older.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s holds no figure: no directory like figure-7a with a figure.csv. Make some: ./merpo figure 7a --out %s"
                            .formatted(directory, directory));
        }
        return new ClaimsFile(judged, older);
    }

    /** As JSON. */
    public String text() {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode figures = root.putArray("figures");
        judged.forEach(
                (figure, claims) -> {
                    ObjectNode one = figures.addObject();
                    one.put("figure", figure.number());
                    one.put("title", figure.title());
                    ArrayNode all = one.putArray("claims");
                    claims.forEach(claim -> describe(claim, all.addObject()));
                });
        ArrayNode not = root.putArray("without_scores_of_tasks");
        older.forEach(not::add);
        try {
            return JSON.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void describe(Judgement judged, ObjectNode to) {
        to.put("claim", judged.claim().name());
        to.put("origin", judged.claim().origin().words());
        to.put("predicate", judged.claim().condition().text());
        to.put("verdict", judged.mean().state().words());
        to.put("seeds", judged.fraction());
        ArrayNode differences = to.putArray("differences");
        for (Margin margin : judged.margins()) {
            ObjectNode one = differences.addObject();
            one.put("of", margin.of().text());
            one.put("value", margin.value());
            one.put("low", margin.interval().low());
            one.put("high", margin.interval().high());
            one.put("excludes_0", margin.settled());
        }
    }

    /**
     * Writes {@code claims.json}, over an older one.
     *
     * @return the file
     */
    public Path write(Path directory) {
        Path file = directory.resolve(NAME);
        AtomicText.write(file, text().getBytes(StandardCharsets.UTF_8));
        return file;
    }

    /** Such as {@code 12 of 20 claims of 3 figures hold}. */
    public String summary() {
        List<Judgement> all = judged.values().stream().flatMap(List::stream).toList();
        long holding =
                all.stream().filter(one -> one.mean().state() == ClaimVerdict.State.HOLDS).count();
        String old =
                older.isEmpty()
                        ? "."
                        : "; not judged, as they hold no scores of single tasks: figures "
                                + String.join(", ", older)
                                + ".";
        return "%d of %d claims of %d figures hold%s"
                .formatted(holding, all.size(), judged.size(), old);
    }
}
