/** What settings share: the law that a value must obey, told when it does not. */
package merpo.datagen.settings;
