package merpo.datagen.inspect;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import merpo.datagen.dataset.DatasetStatistics;
import merpo.datagen.dataset.Provenance;

/** Inspections for programs: an array with one object per dataset. */
final class InspectionJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private InspectionJson() {}

    static String of(List<Inspection> all) {
        ArrayNode array = JSON.createArrayNode();
        all.forEach(one -> array.add(object(one)));
        return array.toPrettyString();
    }

    private static ObjectNode object(Inspection one) {
        Provenance provenance = one.provenance();
        DatasetStatistics statistics = one.statistics();
        ObjectNode json = JSON.createObjectNode();
        json.put("file", one.file().toString());
        json.put("format", one.format().text());
        json.put("environment", provenance.environment().id());
        json.put("max_episode_steps", provenance.environment().maxEpisodeSteps());
        json.put("task", provenance.task().index());
        json.put("split", provenance.task().split().text());
        json.set("task_parameters", JSON.valueToTree(provenance.task().parameters()));
        json.put("quality", provenance.quality().quality().text());
        json.put("algorithm", provenance.behavior().algorithm());
        json.put("rows", statistics.transitions());
        json.put("episodes", statistics.episodes());
        json.put("terminals", statistics.terminals());
        json.put("timeouts", statistics.timeouts());
        json.put("return_mean", statistics.returnMean());
        json.put("return_std", statistics.returnStd());
        json.put("return_min", statistics.returnMin());
        json.put("return_max", statistics.returnMax());
        provenance
                .quality()
                .reference()
                .ifPresent(r -> json.put("share", r.normalize(statistics.returnMean())));
        one.contentSha256().ifPresent(digest -> json.put("content_sha256", digest));
        json.put("rows_sha256", one.rowsSha256());
        json.set("notes", JSON.valueToTree(one.notes()));
        provenance
                .imported()
                .ifPresent(source -> json.set("unknown", JSON.valueToTree(source.unknown())));
        ObjectNode returns = json.putObject("returns");
        returns.put("low", one.returns().low());
        returns.put("high", one.returns().high());
        returns.set("counts", JSON.valueToTree(one.returns().counts()));
        ArrayNode checks = json.putArray("checks");
        for (Verdict verdict : one.verdicts()) {
            checks.addObject()
                    .put("check", verdict.check())
                    .put("verdict", verdict.outcome().text())
                    .put("detail", verdict.detail());
        }
        json.put("sound", one.sound());
        return json;
    }
}
