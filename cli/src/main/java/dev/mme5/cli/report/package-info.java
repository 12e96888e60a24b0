/// What a run found, as pages that need no other file and as JSON. Start at [QuickstartPage]; a page is made of [Section]s, which
/// [StagePages] puts together for a single stage. It must not know how the numbers were made, nor print.
@NullMarked
package dev.mme5.cli.report;

import org.jspecify.annotations.NullMarked;
