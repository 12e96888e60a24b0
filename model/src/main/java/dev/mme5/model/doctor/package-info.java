/// Proves on the user's machine that a model's vectors are right: [Doctor] runs named checks over a folder, each of which gives a
/// [Finding] with a figure and the bound it is held to. What no property can show, such as a transposed square weight, is compared with a
/// [HealthRecord] that lies in the model's folder.
///
/// Must not know any model family.
@NullMarked
package dev.mme5.model.doctor;

import org.jspecify.annotations.NullMarked;
