/** Python libraries read what we write: the claim of the dataset layout, checked by its clients. */
package merpo.tests.python;
