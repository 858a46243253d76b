package merpo.tests.architecture.guilty;

/** The second of a circle of three: a class inside it knows the third. */
final class Two {
    static final class Inside {
        Three next;
    }
}
