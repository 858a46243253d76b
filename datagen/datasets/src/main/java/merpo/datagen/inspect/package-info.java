/** Is a dataset sound: checks of its rows, and of its rows against the environment. */
package merpo.datagen.inspect;
