package merpo.datagen.settings;

/** How the paper is read where its text does not learn (agents/PAPERS.md, "Two readings"). */
public enum Reading {
    /** To the letter. */
    LITERAL,
    /** As it learns. */
    WORKING
}
