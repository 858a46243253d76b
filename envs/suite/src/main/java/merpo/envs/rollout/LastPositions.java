package merpo.envs.rollout;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Row;

/**
 * Positions at the end of the latest step. Where an episode ends, a vector environment starts the
 * next one at once and no longer has them; so they are taken when it asks whether the task has
 * ended.
 */
final class LastPositions {
    private double[] positions = new double[0]; // [nq]

    /** The same definition, overheard. */
    EnvironmentDefinition watch(EnvironmentDefinition definition) {
        return (EnvironmentDefinition)
                Proxy.newProxyInstance(
                        EnvironmentDefinition.class.getClassLoader(),
                        new Class<?>[] {EnvironmentDefinition.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("terminated")) {
                                take((Row) arguments[0]);
                            }
                            return ask(definition, method, arguments);
                        });
    }

    /** How many positions there are. */
    void expect(int positionSize) {
        positions = new double[positionSize];
    }

    double[] positions() {
        return positions.clone();
    }

    private void take(Row after) {
        for (int i = 0; i < positions.length; i++) {
            positions[i] = after.position(i);
        }
    }

    private static Object ask(EnvironmentDefinition definition, Method method, Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(definition, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
