package merpo.benchmarks.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import merpo.benchmarks.jobs.Job;
import merpo.datagen.process.AtExit;
import merpo.datagen.process.NativeCaches;
import merpo.datagen.run.Refusal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line: {@code ./merpo COMMAND}. */
@Command(
        name = "merpo",
        description = "The offline meta-reinforcement-learning lab for the JVM.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Version.class,
        footer = {
            "",
            "Begin with:  ./merpo quickstart",
            "Help on one: ./merpo quickstart --help",
            "Exit status: 0 done, 1 failed, 2 wrong usage, 75 busy, 130 interrupted."
        })
public final class Merpo implements Runnable {
    private static final int INTERRUPTED = 130;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show the stack trace of a failure.")
    boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version of this build.")
    boolean version;

    @Spec CommandSpec spec;

    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT); // numbers are written as programs read them
        StandardOutput printed = StandardOutput.ofProcess();
        PrintWriter out = new PrintWriter(printed, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        keepEngineAtHome();
        Parent.whenGone(() -> Runtime.getRuntime().halt(INTERRUPTED)); // files are whole or absent
        int status = execute(out, err, args);
        out.flush();
        System.exit(printed.status(status, err));
    }

    /** The jar holds all natives: DJL needs no network, and reports to nobody. */
    private static void keepEngineAtHome() {
        System.getProperties().putIfAbsent("ai.djl.offline", "true");
        System.getProperties().putIfAbsent("OPT_OUT_TRACKING", "true");
        System.getProperties().putIfAbsent("ai.djl.default_engine", "PyTorch");
    }

    /** Runs one command in this process and returns its exit status. */
    public static int execute(PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = line(out, err);
        Failures failures = new Failures(java.util.Arrays.asList(args).contains("--debug"));
        line.setParameterExceptionHandler(failures).setExecutionExceptionHandler(failures);
        AtExit interrupted = InterruptNotice.otherwise(err, () -> again(args));
        try (interrupted) {
            NativeCaches.prepare(System.getenv());
            return line.execute(args);
        } catch (Refusal | Error failure) {
            return failures.handle(failure, err);
        }
    }

    /** What goes on after Ctrl-C in a command that says nothing more of it. */
    private static String again(String... args) {
        String words = Job.words(List.of(args));
        boolean adapts = args.length > 0 && args[0].equals("adapt");
        return "Interrupted. Begin again with the same command: "
                + words
                + (adapts && !words.contains(" --overwrite") ? " --overwrite" : "");
    }

    /** See {@link Commands}. */
    private static int call(PrintWriter out, PrintWriter err, List<String> words) throws Exception {
        ParseResult parsed = line(out, err).parseArgs(words.toArray(String[]::new));
        while (parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
        }
        return (Integer) ((Callable<?>) parsed.commandSpec().userObject()).call();
    }

    static CommandLine line(PrintWriter out, PrintWriter err) {
        CommandLine line = new CommandLine(new Merpo());
        line.addSubcommand(new QuickstartCommand(Merpo::call));
        line.addSubcommand(new EnvsCommand());
        line.addSubcommand(new BehaviorsCommand());
        line.addSubcommand(new ZooCommand());
        line.addSubcommand(new GenerateCommand());
        line.addSubcommand(new InspectCommand());
        line.addSubcommand(new ConvertCommand());
        CommandLine train = new CommandLine(new TrainCommand());
        TrainCommand.describe(train.getCommandSpec());
        line.addSubcommand(train);
        line.addSubcommand(new ResumeCommand(Merpo::call));
        line.addSubcommand(new EvaluateCommand());
        line.addSubcommand(new AdaptCommand());
        line.addSubcommand(new ExportCommand());
        line.addSubcommand(new ReportCommand());
        line.addSubcommand(new ReplayCommand());
        line.addSubcommand(new SweepCommand());
        line.addSubcommand(new FigureCommand());
        line.addSubcommand(new BenchCommand());
        line.addSubcommand(new DoctorCommand(NativeChecks.all()));
        line.setHelpFactory(HelpPage::new);
        line.registerConverter(Path.class, Failures::path);
        return line.setOut(out)
                .setErr(err)
                .setUsageHelpWidth(HelpPage.WIDTH)
                .setUsageHelpAutoWidth(false);
    }

    @Override
    public void run() {
        throw Usage.wrong(
                spec,
                "No command given, expected one of "
                        + String.join(", ", Usage.commands(spec))
                        + ". Begin with: ./merpo quickstart");
    }
}
