package merpo.tests.architecture.guilty;

/** The first of a circle of three; with {@link Pair} it is in none. */
public final class One {
    Two next;
    Pair aside;
}
