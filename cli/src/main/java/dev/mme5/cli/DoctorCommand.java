package dev.mme5.cli;

import dev.mme5.model.doctor.Doctor;
import dev.mme5.model.doctor.Finding;
import dev.mme5.model.doctor.Report;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `mme5 doctor`: whether a model's vectors are right on this machine.
@Command(name = "doctor", description = {
        "Checks that a model is whole and that its vectors are right on this machine.", "",
        "The exit code is 0 if no check failed, 1 if one did. With --record the model's vectors and hashes are written into its folder"
                + " (mme5-probes.json), and later examinations compare with them."},
        footer = {"", "Examples:", "  mme5 doctor nano", "  mme5 doctor ~/models/mmE5-mllama-11b-instruct --quick"})
final class DoctorCommand implements Callable<Integer> {
    private final Environment environment;

    @Parameters(paramLabel = "MODEL_DIR", description = "A model's folder in Hugging Face's layout, or the name of a shipped model.")
    String model = "";

    @Option(names = "--quick", description = "With a model of a billion parameters or more: look at part of each weight, and at no picture.")
    boolean quick;

    @Option(names = "--record", description = "The model is known to be good: write down what it looks like.")
    boolean record;

    @Option(names = "--demo-image", paramLabel = "FILE",
            description = "figures/example.jpg of the reference's repository: repeat its demo and compare the cosines it prints.")
    @Nullable Path demoImage;

    @Mixin
    Console console = new Console();

    DoctorCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Path folder = new Models(environment).folder(model);
        Doctor.Options options = new Doctor.Options(quick, !record, Optional.ofNullable(demoImage));
        Report report = Doctor.examine(folder, options, environment.progress());
        if (record) {
            console.say(report.healthy() ? "recorded: " + Doctor.record(folder) : "not recorded: the model has a fault");
        }
        console.result(report, () -> table(report));
        return report.healthy() ? ExitCode.OK : ExitCode.FAILURE;
    }

    private static String table(Report report) {
        StringJoiner lines = new StringJoiner("\n");
        for (Finding finding : report.findings()) {
            String bound = finding.bound().isEmpty() ? "" : "  (" + finding.bound() + ")";
            lines.add(String.format(Locale.ROOT, "%-8s %-26s %s%s", finding.status().name().toLowerCase(Locale.ROOT), finding.check(),
                    finding.figure(), bound).stripTrailing());
            if (!finding.advice().isEmpty()) {
                lines.add(" ".repeat(9) + finding.advice());
            }
        }
        long failed = report.findings().stream().filter(Finding::failed).count();
        long skipped = report.findings().stream().filter(finding -> finding.status() == Finding.Status.SKIPPED).count();
        return lines + "\n\n" + (failed == 0 ? "No fault found" : failed + (failed == 1 ? " fault" : " faults")) + " in " + report.model()
                + (skipped == 0 ? "." : "; " + skipped + " of the checks skipped.");
    }
}
