/// The wall around libtorch: the only package that imports `org.bytedeco`.
@NullMarked
package dev.mme5.torch;

import org.jspecify.annotations.NullMarked;
