package io.handoff.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The check of a text message: a short one, and 16 KiB in two kinds of script. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Utf8Benchmark {

    @Param({"hello handoff 14", "latin ×1024", "Ελλάδα ×1024"})
    private String text;

    private final Utf8 utf8 = new Utf8();
    private ByteBuf bytes;

    @Setup
    public void encode() {
        int end = text.indexOf(" ×");
        String whole = end < 0 ? text : text.substring(0, end).repeat(1024);
        byte[] encoded = whole.getBytes(StandardCharsets.UTF_8);
        bytes = Unpooled.directBuffer(encoded.length).writeBytes(encoded);
    }

    @Benchmark
    public boolean accepts() {
        utf8.reset();
        return utf8.accepts(bytes) && utf8.isComplete();
    }
}
