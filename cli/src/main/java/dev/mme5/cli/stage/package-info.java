/// One stage from its recipe to its run folder: what a subcommand and the quickstart have in common. Start at [Workplace], which each
/// stage is given; each leaves its files, `recipe.yaml` and `manifest.json` behind. It must not know flags, nor how results are shown.
@NullMarked
package dev.mme5.cli.stage;

import org.jspecify.annotations.NullMarked;
