package merpo.tests.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Classes of one package that all reach each other: none can be read, tested or replaced alone.
 * Nested classes belong to the file that they stand in. Tarjan, "Depth-first search and linear
 * graph algorithms" (1972).
 */
final class Circles {
    private final Map<String, Set<String>> uses;
    private final Map<String, Integer> order = new HashMap<>(); // in which classes were met
    private final Map<String, Integer> lowest = new HashMap<>(); // the first that each reaches
    private final Deque<String> open = new ArrayDeque<>(); // met, their circle not closed
    private final List<List<String>> found = new ArrayList<>();

    private Circles(Map<String, Set<String>> uses) {
        this.uses = uses;
    }

    /** Every circle of more than two files, sorted. */
    static List<List<String>> of(JavaClasses classes) {
        Circles circles = new Circles(uses(classes));
        circles.uses.keySet().forEach(circles::visit);
        return circles.found.stream().filter(circle -> circle.size() > 2).toList();
    }

    /** By file, the other files of its package that it needs. */
    private static Map<String, Set<String>> uses(JavaClasses classes) {
        Map<String, Set<String>> uses = new TreeMap<>();
        for (JavaClass one : classes) {
            Set<String> needed = uses.computeIfAbsent(file(one), file -> new TreeSet<>());
            one.getDirectDependenciesFromSelf().stream()
                    .map(use -> use.getTargetClass().getBaseComponentType())
                    .filter(target -> target.getPackageName().equals(one.getPackageName()))
                    .map(Circles::file)
                    .forEach(needed::add);
        }
        return uses;
    }

    /** The outermost class. */
    private static String file(JavaClass one) {
        return one.getEnclosingClass().map(Circles::file).orElse(one.getName());
    }

    private void visit(String file) {
        if (order.containsKey(file)) {
            return;
        }
        order.put(file, order.size());
        lowest.put(file, order.get(file));
        open.push(file);
        for (String needed : uses.getOrDefault(file, Set.of())) {
            visit(needed);
            if (open.contains(needed)) {
                lowest.merge(file, lowest.get(needed), Math::min);
            }
        }
        if (lowest.get(file).equals(order.get(file))) {
            List<String> circle = new ArrayList<>();
            do {
                circle.add(open.peek());
            } while (!open.pop().equals(file));
            found.add(circle.stream().sorted().toList());
        }
    }
}
