package merpo.tests.architecture.guilty;

/** The other of a pair. */
final class Other {
    Pair pair;
}
