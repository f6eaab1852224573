package io.handoff.bench.load;

/** One kind of load: blocks until it is over and returns what it measured. */
public interface Load {

    Fields run(Fields command) throws Exception;
}
