package dev.mme5.torch;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;

/// The native library and its threads.
///
/// libtorch splits one operation over OpenMP threads, OpenBLAS over threads of its own, and the two fight when both have many:
/// start the JVM with `OMP_WAIT_POLICY=PASSIVE` in its environment.
public final class Threads {
    private static final String PHYSICAL_LIMIT = "org.bytedeco.javacpp.maxPhysicalBytes";

    private Threads() {}

    /// Loads libtorch, which every other class of this package does by itself at its first use. Calling it early moves the cost
    /// (about a second; several at the first start on a machine, when the libraries are unpacked) to a moment of your choice.
    public static void initialise() {
        // JavaCPP would end a process whose mapped weights exceed four heaps.
        if (System.getProperty(PHYSICAL_LIMIT) == null) {
            System.setProperty(PHYSICAL_LIMIT, "0");
        }
        Loader.load(torch.class);
    }

    /// Sets how many threads one operation may use when called from this thread, and from threads that have not yet run one.
    ///
    /// @param threads at least 1
    public static void intraOp(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("intra-operation threads: expected at least 1, got " + threads);
        }
        initialise();
        torch.set_num_threads(threads);
        openblas_nolapack.blas_set_num_threads(threads);
    }
}
