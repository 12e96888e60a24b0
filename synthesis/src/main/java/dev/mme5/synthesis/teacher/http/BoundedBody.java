package dev.mme5.synthesis.teacher.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Passes a body on until it grows too long. Not thread-safe.
final class BoundedBody extends FilterInputStream {
    private final long most;
    private long bytes;

    BoundedBody(InputStream in, long most) {
        super(in);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int got = super.read(target, offset, length);
        count(Math.max(0, got));
        return got;
    }

    private void count(int more) throws TooLong {
        bytes += more;
        if (bytes > most) {
            throw new TooLong("more than " + most + " bytes");
        }
    }

    /// An answer is longer than anything that could be meant.
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;

        TooLong(String message) {
            super(message);
        }
    }
}
