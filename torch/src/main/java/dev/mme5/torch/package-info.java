/// The wall around libtorch: the only package that imports `org.bytedeco`.
///
/// Start with [dev.mme5.torch.TensorScope]: it says who frees a tensor. Then [dev.mme5.torch.Tensor] for what one tensor can
/// do, [dev.mme5.torch.Ops] for how one is made and for operations over several, [dev.mme5.torch.Autograd] for gradients.
///
/// Open one scope per micro-batch, per recomputed block, per optimizer step, per request. Scopes, tensors and the gradient mode
/// belong to one platform thread; a virtual thread is refused, since libtorch keeps state per thread of the operating system.
///
/// Shapes in this package are written `[rows, columns]`; negative dimensions count from the last one. Nothing here has a
/// parameter or a result that may be null unless it is marked.
@NullMarked
package dev.mme5.torch;

import org.jspecify.annotations.NullMarked;
