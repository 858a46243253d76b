package merpo.benchmarks.paper;

import java.util.List;

/** One pair of axes of a figure. The upright axis is the score. */
sealed interface Panel {
    String title();

    /** What the axis across counts. */
    String across();

    /**
     * Scores along the steps, each line with its band over seeds.
     *
     * @param lines keys of the figure's lines
     */
    record Along(String title, String across, List<String> lines, List<Reference> references)
            implements Panel {
        public Along {
            lines = List.copyOf(lines);
            references = List.copyOf(references);
        }
    }

    /**
     * A level to compare with, drawn across; left out where it was not measured.
     *
     * @param line in whose runs it was measured
     */
    record Reference(String line, String policy, String label) {}

    /** Final scores over something that was varied. */
    record Finals(String title, String across, List<Row> rows) implements Panel {
        public Finals {
            rows = List.copyOf(rows);
        }
    }

    /** A line of final scores. */
    record Row(String label, List<Place> places) {
        public Row {
            places = List.copyOf(places);
        }
    }

    /**
     * One point of it.
     *
     * @param lines whose final scores are averaged
     */
    record Place(double x, List<String> lines) {
        public Place {
            lines = List.copyOf(lines);
        }
    }
}
