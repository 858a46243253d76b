package merpo.tests.architecture.guilty;

/** The third of a circle of three: it knows an array of the first. */
final class Three {
    One[] next;
}
