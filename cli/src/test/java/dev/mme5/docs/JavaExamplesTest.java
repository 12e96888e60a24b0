package dev.mme5.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole programs in the documents, which are the Java blocks that begin with an import, compile.
class JavaExamplesTest {
    private static final Pattern PROGRAM = Pattern.compile("(?ms)^```java\\R(import .*?)^```");

    private final Repository repository = Repository.find();

    @TempDir
    Path folder;

    @Test
    void everyProgramInADocumentCompiles() throws IOException {
        int programs = 0;
        for (Path document : repository.documents()) {
            for (String program : programs(repository.text(document))) {
                assertThat(errors(program)).as("program %d, in %s", ++programs, document).isEmpty();
            }
        }
        assertThat(programs).as("programs in the documents").isPositive();
    }

    @Test
    void aProgramThatCallsWhatDoesNotExistIsFound() throws IOException {
        String program = programs(repository.text("README.md")).getFirst();
        assertThat(errors(program.replace("Prompts.query", "Prompts.question"))).contains("question");
    }

    private static List<String> programs(String document) {
        List<String> programs = new ArrayList<>();
        Matcher matcher = PROGRAM.matcher(document);
        while (matcher.find()) {
            programs.add(matcher.group(1));
        }
        return programs;
    }

    /// What the compiler says, empty if it is content.
    private String errors(String program) throws IOException {
        Path source = Files.writeString(folder.resolve("Example.java"), program);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        List<String> flags = List.of("-d", folder.toString(), "--class-path", System.getProperty("java.class.path"), "-proc:none");
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(said, files, null, flags, null, files.getJavaFileObjects(source)).call();
            return compiled ? "" : said.toString();
        }
    }
}
