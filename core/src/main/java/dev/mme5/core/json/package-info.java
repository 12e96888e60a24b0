/// JSON, strictly: a repeated key, a missing key or a value of another type is refused with the place where it stands. The only
/// package that knows the JSON library. Start at [Json] and [JsonObject]; [JsonLines] walks a file with one object on each line.
/// It must not know what the objects mean.
@NullMarked
package dev.mme5.core.json;

import org.jspecify.annotations.NullMarked;
