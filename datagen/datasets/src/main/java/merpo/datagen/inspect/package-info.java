/**
 * Is a dataset sound, and what is in it: checks of its rows, and of its rows against the
 * environment, as text, as a table and as JSON.
 */
package merpo.datagen.inspect;
