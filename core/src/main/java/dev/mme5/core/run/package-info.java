/// What a run leaves behind: files that are whole or not there ([AtomicFiles]), its folder ([RunDirectory]) and its [Manifest]; and
/// how it tells of its [Progress]. It must not know what the stages do.
@NullMarked
package dev.mme5.core.run;

import org.jspecify.annotations.NullMarked;
