package merpo.benchmarks.report;

/** Text that is safe inside a page. */
public final class Html {
    private Html() {}

    /** Also fit for the value of an attribute. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** A cell that holds text. */
    static String cell(String text) {
        return "<td>" + escape(text) + "</td>";
    }

    /** A cell that holds a number, aligned to the right. */
    static String number(String text) {
        return "<td class=\"n\">" + escape(text) + "</td>";
    }

    static String details(String summary, String body) {
        return "<details><summary>" + escape(summary) + "</summary>\n" + body + "</details>\n";
    }
}
