package merpo.tests.architecture.guilty;

/** Two that know each other are no circle. */
final class Pair {
    Other other;
}
