/** Datasets on demand: trained policies in, one verified file per task and quality out. */
package merpo.datagen.generate;
