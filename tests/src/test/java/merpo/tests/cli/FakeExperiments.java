package merpo.tests.cli;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import merpo.datagen.run.Progress;
import merpo.datagen.run.RunDirectory;
import merpo.datagen.run.Settings;
import merpo.datagen.run.Stage;
import merpo.datagen.run.StageFactory;

/** Stages that only write their name down, so that the command line is tested and nothing else. */
final class FakeExperiments implements StageFactory {
    final List<String> ran = new ArrayList<>();
    RuntimeException failure;
    String endless = "";

    @Override
    public void check(Settings settings) {
        if (!settings.environment().equals("point-robot-wind")) {
            throw new IllegalArgumentException(
                    "Environment \""
                            + settings.environment()
                            + "\" is not registered. Did you mean \"point-robot-wind\"?");
        }
    }

    @Override
    public void configure(RunDirectory run, Settings settings) {
        run.writeText("config.yaml", "seed: " + settings.seed() + "\n");
    }

    @Override
    public Settings settings(RunDirectory run) {
        try {
            String text = Files.readString(run.path("config.yaml"));
            long seed = Long.parseLong(text.replaceAll("\\D", ""));
            return new Settings("point-robot-wind", "small", seed, "medium", Map.of());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public List<Stage> stages(RunDirectory run, int threads) {
        return List.of(
                new Fake("tasks", "prepare", List.of()),
                new Fake("data", "prepare", List.of("tasks")),
                new Fake("merpo", "train", List.of("data")),
                new Fake("test", "evaluate", List.of("merpo")),
                new Fake("report", "report", List.of("test")));
    }

    private final class Fake implements Stage {
        private final String name;
        private final String command;
        private final List<String> needs;

        Fake(String name, String command, List<String> needs) {
            this.name = name;
            this.command = command;
            this.needs = needs;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String command() {
            return command;
        }

        @Override
        public List<String> needs() {
            return needs;
        }

        @Override
        public void run(RunDirectory run, Progress progress) throws InterruptedException {
            if (name.equals(endless)) {
                run.writeText("merpo/.knowledge.tmp", "half of it");
                Thread.sleep(60_000);
            }
            if (failure != null) {
                throw failure;
            }
            ran.add(name);
            if (name.equals("test")) {
                run.writeText(
                        "test/returns.csv",
                        "policy,task,return,score,episodes\nmerpo,0,-3,0.5,10\n");
            }
        }
    }
}
