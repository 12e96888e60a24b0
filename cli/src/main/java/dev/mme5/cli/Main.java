package dev.mme5.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The command line. A new subcommand is a class of its own and a line in [#commandLine(Environment)].
@Command(name = "mme5", versionProvider = Main.Version.class, synopsisSubcommandLabel = "COMMAND",
        description = {"Multimodal, multilingual embeddings on the JVM: text, pictures, and pictures", "with text in one vector space."},
        footer = {"", "Example:", "  mme5 index --model nano --input ~/Pictures --out runs/my-pictures",
            "  mme5 search --index runs/my-pictures --text \"ein Hund am Strand\"", "",
            "MODEL is a folder in Hugging Face's layout or the name of a shipped model (nano).",
            "Results go to stdout, progress and messages to stderr.",
            "Exit codes: 0 ok, 1 failure, 2 usage, recipe or input error, 3 remote service."})
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Path home = Path.of(System.getProperty("mme5.home", "")).toAbsolutePath();
        PrintStream out = new PrintStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Environment environment = new Environment(
                home, FolderModels::open, InstantSource.system(), System.in, out, err, Boolean.getBoolean("mme5.terminal"));
        SignalExit signals = SignalExit.watch();
        int code = run(environment, args);
        out.flush();
        signals.commandFinished();
        System.exit(code);
    }

    private static int run(Environment environment, String[] args) {
        try {
            return commandLine(environment).execute(args);
        } catch (OutOfMemoryError e) {
            environment.err().println("mme5: expected the work to fit into memory, got " + e.getMessage()
                    + "; lower --batch, or raise the Java heap: MME5_HEAP=4g mme5 ...");
            return ExitCode.FAILURE;
        }
    }

    /// All commands, wired to their surroundings.
    static CommandLine commandLine(Environment environment) {
        CommandLine main = new CommandLine(new Main())
                .addSubcommand(new QuickstartCommand(environment))
                .addSubcommand(new SynthesizeCommand(environment))
                .addSubcommand(dataCommand(environment))
                .addSubcommand(new TrainCommand(environment))
                .addSubcommand(new EvaluateCommand(environment))
                .addSubcommand(new EmbedCommand(environment))
                .addSubcommand(new IndexCommand(environment))
                .addSubcommand(new SearchCommand(environment))
                .addSubcommand(modelCommand(environment))
                .addSubcommand(new DoctorCommand(environment))
                .addSubcommand(new HelpCommand());
        addHelp(main);
        ErrorMessages errors = new ErrorMessages();
        return main.setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(environment.terminal())
                .setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors)
                .setOut(new PrintWriter(environment.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(environment.err(), true, StandardCharsets.UTF_8));
    }

    private static CommandLine dataCommand(Environment environment) {
        return new CommandLine(new DataCommand())
                .addSubcommand(new DataValidateCommand(environment))
                .addSubcommand(new DataStatsCommand(environment))
                .addSubcommand(new DataMergeCommand(environment))
                .addSubcommand(new DataSampleCommand(environment))
                .addSubcommand(new DataConvertCommand(environment))
                .addSubcommand(new DataInspectCommand(environment));
    }

    private static CommandLine modelCommand(Environment environment) {
        return new CommandLine(new ModelCommand())
                .addSubcommand(new ModelInfoCommand(environment))
                .addSubcommand(new ModelInitCommand(environment))
                .addSubcommand(new ModelMergeCommand(environment));
    }

    /// `--help` at every level; `--version` at the first.
    private static void addHelp(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        if (spec.userObject() instanceof HelpCommand) {
            return;
        }
        spec.addOption(OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this help.").build());
        if (spec.parent() == null) {
            spec.addOption(OptionSpec.builder("-V", "--version").versionHelp(true).description("Show the version.").build());
        }
        spec.usageMessage().sortOptions(false).optionListHeading("%nOptions:%n").commandListHeading("%nCommands:%n")
                .parameterListHeading("%n").descriptionHeading("%n");
        command.getSubcommands().values().forEach(Main::addHelp);
    }

    /// The version that the build wrote into the jar.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"mme5 " + (version == null ? "(not packaged)" : version)};
        }
    }
}
