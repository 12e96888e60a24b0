package dev.mme5.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
    private final Path launcher = Path.of("../mme5").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @BeforeEach
    void needsBash() {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash here");
    }

    @Test
    void isWhollyBash() throws IOException, InterruptedException {
        assertThat(bash(Map.of(), "bash -n " + launcher + " && bash -n " + launcher.resolveSibling(".ci/run"))).isEqualTo("0: ");
        assertThat(launcher).isExecutable();
    }

    @Test
    void saysInOneLineWhatToInstall() throws IOException, InterruptedException {
        // A copy whose usual places are empty folders, with no java on the path.
        String script = Files.readString(launcher).replace("/usr/lib/jvm/", folder + "/none/").replace("/usr/java/", folder + "/none/")
                .replace("/opt/", folder + "/none/").replace("/Library/", folder + "/none/").replace("/usr/libexec/", folder + "/none/");
        Path copy = Files.writeString(folder.resolve("mme5"), script);
        Files.createDirectory(folder.resolve("bin"));
        for (String tool : new String[] {"dirname", "readlink", "sed"}) {
            Path wrapper = Files.writeString(folder.resolve("bin/" + tool), "#!/bin/bash\nexec /usr/bin/" + tool + " \"$@\"\n");
            assertThat(wrapper.toFile().setExecutable(true)).isTrue();
        }
        Map<String, String> environment = Map.of("PATH", folder.resolve("bin").toString(), "JAVA_HOME", "", "HOME", folder.toString());

        String said = bash(environment, "exec /bin/bash " + copy);

        assertThat(said).startsWith("1: mme5: a JDK 25 or later is needed").hasLineCount(1);
    }

    private String bash(Map<String, String> environment, String command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("/bin/bash", "-c", command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() + ": " + output.strip();
    }
}
