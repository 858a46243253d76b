package merpo.benchmarks.experiment.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import merpo.agents.Reading;
import merpo.benchmarks.experiment.ExperimentConfig;
import merpo.benchmarks.experiment.Presets;
import merpo.benchmarks.report.ReportStage;
import merpo.datagen.dataset.Build;
import merpo.datagen.dataset.Quality;
import merpo.datagen.run.Names;
import merpo.datagen.run.Refusal;
import merpo.datagen.run.RunDirectory;
import merpo.datagen.run.Settings;
import merpo.datagen.run.Stage;
import merpo.datagen.run.StageFactory;
import merpo.datagen.settings.ConfigYaml;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;

/** Makes the stages of an experiment from settings: from tasks to the report. */
public final class Experiments implements StageFactory {
    private static final String CONFIG = "config.yaml";
    private static final String SETTINGS = "settings.json";
    private static final String PROVENANCE = "provenance.json";
    private static final String READING = "reading";
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Override
    public void check(Settings settings) {
        config(settings);
    }

    /** The whole configuration: a preset, then the overrides. */
    private static ExperimentConfig config(Settings settings) {
        EnvironmentDefinition definition = Environments.named(settings.environment());
        Map<String, String> overrides = new LinkedHashMap<>(settings.overrides());
        Reading reading = reading(overrides.remove(READING));
        ExperimentConfig preset =
                Presets.of(
                        definition.id(),
                        settings.scale(),
                        reading,
                        settings.seed(),
                        Quality.of(settings.quality()));
        return overrides.isEmpty()
                ? preset
                : ConfigYaml.override(preset, ExperimentConfig.class, CONFIG, overrides);
    }

    private static Reading reading(String text) {
        if (text == null) {
            return Reading.WORKING;
        }
        List<String> known = List.of("literal", "working");
        if (!known.contains(text)) {
            throw new IllegalArgumentException(
                    "--set reading=%s: must be literal (the paper's text) or working (what learns)%s"
                            .formatted(text, Names.suggestion(text, known)));
        }
        return text.equals("literal") ? Reading.LITERAL : Reading.WORKING;
    }

    @Override
    public void configure(RunDirectory run, Settings settings) {
        run.writeText(SETTINGS, json(settings));
        run.writeText(CONFIG, ConfigYaml.write(config(settings)));
        run.writeText(PROVENANCE, Build.provenanceJson(settings.seed()));
    }

    @Override
    public Settings settings(RunDirectory run) {
        try {
            return JSON.readValue(Files.readString(run.path(SETTINGS)), Settings.class);
        } catch (JsonProcessingException e) {
            throw new Refusal(
                    "%s is damaged: %s. Begin a new run with another --out"
                            .formatted(run.path(SETTINGS), e.getOriginalMessage()),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Stage> stages(RunDirectory run, int threads) {
        Laboratory laboratory = new Laboratory(read(run), threads);
        return List.of(
                new TasksStage(laboratory),
                new BehaviourStage(laboratory),
                new DataStage(laboratory),
                new MetaModelStage(laboratory),
                new MerpoStage(laboratory),
                new TestStage(laboratory),
                new ReportStage(laboratory.config().title()));
    }

    static ExperimentConfig read(RunDirectory run) {
        try {
            return ConfigYaml.read(
                    run.path(CONFIG).toString(),
                    Files.readString(run.path(CONFIG)),
                    ExperimentConfig.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
