package merpo.envs.storage;

import java.io.InputStream;

/**
 * Files that travel in jars, those of the module {@code assets} and those of whoever registers an
 * environment. Asked of the class loader: a class that lies on a module path sees its own jar alone.
 */
public final class Resources {
    private Resources() {}

    /**
     * Opens a resource; the caller closes it.
     *
     * @param name from the root, such as {@code /merpo/models/hopper.xml}
     * @return null where no jar has it
     */
    public static InputStream open(String name) {
        return Resources.class
                .getClassLoader()
                .getResourceAsStream(name.startsWith("/") ? name.substring(1) : name);
    }
}
