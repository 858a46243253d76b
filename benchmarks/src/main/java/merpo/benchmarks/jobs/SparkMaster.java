package merpo.benchmarks.jobs;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.regex.Pattern;
import merpo.datagen.run.Refusal;

/**
 * Which cluster.
 *
 * @param url as {@code spark-submit --master} knows it
 */
public record SparkMaster(String url) {
    private static final String STANDALONE = "spark://";
    private static final String ADDRESS = "[\\w.-]+:[0-9]{1,5}";
    private static final Pattern KNOWN =
            Pattern.compile(
                    "spark://%1$s(,%1$s)*|yarn|k8s://\\S+|local-cluster\\[[0-9]+,[0-9]+,[0-9]+\\]"
                            .formatted(ADDRESS));
    private static final int PATIENCE = 5000; // ms

    public SparkMaster {
        if (!KNOWN.matcher(url).matches()) {
            throw new IllegalArgumentException(
                    "--spark is \"%s\", must be spark://HOST:PORT, yarn, k8s://URL or local-cluster[WORKERS,CORES,MIB], such as spark://node1:7077"
                            .formatted(url));
        }
    }

    /** Whether each of its executors is a container of its own, with limits. */
    boolean contains() {
        return url.equals("yarn") || url.startsWith("k8s://");
    }

    /**
     * A master of Spark's own kind answers at all; Spark would say so after a minute.
     *
     * @throws Refusal where none of those that are named does
     */
    void requireAnswer() {
        if (!url.startsWith(STANDALONE)) {
            return;
        }
        StringBuilder problems = new StringBuilder();
        for (String address : url.substring(STANDALONE.length()).split(",", -1)) {
            int colon = address.indexOf(':');
            try (Socket socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(
                                address.substring(0, colon),
                                Integer.parseInt(address.substring(colon + 1))),
                        PATIENCE);
                return;
            } catch (IOException | IllegalArgumentException e) {
                problems.append("; ").append(address).append(": ").append(reason(e));
            }
        }
        throw new Refusal(
                "No master of Spark answers at %s (%s). Is it running, and is this its address? Its log says \"Starting Spark master at spark://...\""
                        .formatted(url, problems.substring(2)));
    }

    private static String reason(Exception failure) {
        return failure instanceof java.net.UnknownHostException
                ? "no such host"
                : failure.getMessage();
    }
}
