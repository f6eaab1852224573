package io.handoff.http;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Refuses a body without a length as soon as more than the limit is read. Quarkus would do that
 * too, but answer with an empty body and log the trace of an exception.
 */
@jakarta.ws.rs.ext.Provider
@Singleton
public final class BodyReader implements ReaderInterceptor {

    /** Made before the settings can be read, so the limit is looked up at the first body. */
    private final Provider<BodyLimit> limit;

    BodyReader(Provider<BodyLimit> limit) {
        this.limit = limit;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        context.setInputStream(new Counted(context.getInputStream(), limit.get()));
        return context.proceed();
    }

    private static final class Counted extends FilterInputStream {

        private final BodyLimit limit;
        private long count;

        Counted(InputStream in, BodyLimit limit) {
            super(in);
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            counted(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            counted(Math.max(0, read));
            return read;
        }

        private void counted(int more) {
            count += more;
            if (limit.exceededBy(count)) {
                throw limit.refusal();
            }
        }
    }
}
