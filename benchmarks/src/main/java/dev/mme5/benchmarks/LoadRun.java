package dev.mme5.benchmarks;

import dev.mme5.core.ImageRef;
import dev.mme5.core.recipe.Recipes;
import dev.mme5.core.run.Progress;
import dev.mme5.core.run.RunDirectory;
import dev.mme5.synthesis.SynthesisRecipe;
import dev.mme5.synthesis.SynthesisReport;
import dev.mme5.synthesis.Synthesizer;
import dev.mme5.synthesis.Teachers;
import dev.mme5.synthesis.plan.PicturePool;
import dev.mme5.synthesis.plan.PictureRole;
import dev.mme5.synthesis.plan.Planner;
import dev.mme5.synthesis.plan.RolePicture;
import dev.mme5.synthesis.plan.StyleWeights;
import dev.mme5.synthesis.teacher.EncodedPicture;
import dev.mme5.synthesis.teacher.Teacher;
import dev.mme5.synthesis.teacher.http.Timekeeper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A run of picture-to-text rows over pictures that need not be decoded.
///
/// @param rows how many
/// @param pictures a folder that [#writePictures(Path)] has filled
record LoadRun(int rows, int inFlight, String baseUrl, Path pictures) {
    private static final int PICTURE_BYTES = 6000;
    private static final int PICTURES = 500;

    private static final String RECIPE = """
            rows: 1
            seed: 1
            corpus: {kind: concepts, folder: nowhere, style: any, split: train, queryAsHardNegative: 0, wishOfAnyKind: 0}
            shares:
              tasks: {retrieval: 1}
              classification: {I2T: 1}
              vqa: {IT2T: 1}
              retrieval: {I2T: 1}
            languages: {en: 1}
            teacher:
              kind: openai
              baseUrl: http://localhost/v1
              model: fake
              mode: live
              structured: schema
              sampling: {seeded: false}
              pictures: {maxSide: 512, jpegQuality: 0.8}
              limits: {}
              timeouts: {connect: 5m, firstByte: 5m, whole: 5m}
              retries: {attempts: 5, firstDelay: 100ms, longestDelay: 5s, breakAfter: 1000, breakFor: 1s, giveUpAfter: 5m}
              listPrices: {prompt: 2.5, cached: 1.25, completion: 10}
              batchPriceFactor: 0.5
              headers: {}
              body: {}
            refills: 2
            run: {inFlight: 1}
            """;

    static void writePictures(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (int i = 0; i < PICTURES; i++) {
            Files.write(folder.resolve(i + ".jpg"), ByteBuffer.allocate(PICTURE_BYTES).putInt(i).array());
        }
    }

    LoadRun of(int other) {
        return new LoadRun(other, inFlight, baseUrl, pictures);
    }

    SynthesisRecipe recipe() {
        return Recipes.parse(RECIPE, "benchmark", SynthesisRecipe.class,
                List.of("rows=" + rows, "teacher.baseUrl=" + baseUrl, "run.inFlight=" + inFlight));
    }

    Planner planner() {
        SynthesisRecipe recipe = recipe();
        PicturePool pool = (kind, random) -> List.of(new RolePicture(
                PictureRole.QUERY, new ImageRef.FileImage(pictures.resolve(random.nextInt(PICTURES) + ".jpg")), Optional.empty()));
        return new Planner(
                new Planner.Order(rows, recipe.seed(), recipe.shares(), recipe.languages(), Set.of(), StyleWeights.EVEN), pool);
    }

    Teacher teacher() {
        EncodedPicture picture = new EncodedPicture("image/jpeg", new byte[PICTURE_BYTES]);
        Teachers.Supplies supplies = new Teachers.Supplies(
                Optional.empty(), (image, bounds) -> picture, Timekeeper.of(InstantSource.system()), 1);
        return Teachers.live(recipe().teacher(), List.of(), supplies);
    }

    SynthesisReport run(Path folder, Progress progress) {
        try (Teacher teacher = teacher()) {
            return new Synthesizer(recipe(), planner(), teacher, Rehearsal.setting(progress)).run(RunDirectory.open(folder));
        }
    }
}
